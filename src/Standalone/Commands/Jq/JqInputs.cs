using System.Text;
using Pipeline.Jq;

namespace Pipeline.Standalone.Commands.Jq;

/// <summary>The inputs of a run, from standard input or one file after the other.</summary>
internal sealed class JqInputs(JqArguments arguments)
{
    private static readonly JqProgram ToStream = JqProgram.Compile("tostream");

    private JqSequenceReader? _reader;
    private long _lines;

    /// <summary>The file that is being read; null for standard input.</summary>
    public string? Filename { get; private set; }

    /// <summary>Whether a file could not be read.</summary>
    public bool HasMissingFile { get; private set; }

    public long LinesRead => _reader?.LinesRead ?? _lines;

    /// <summary>Where errors are to be said to be, in jq's form.</summary>
    public string Place => _reader is null && _lines == 0 && Filename is null ? "<unknown>" : $"{Filename ?? "<stdin>"}:{LinesRead}";

    /// <summary>The inputs, each when it is asked for.</summary>
    /// <exception cref="JqParseException">Thrown by the enumerator where the input is not JSON.</exception>
    public IEnumerable<JqValue> Read()
    {
        if (arguments.Slurp)
        {
            return [Slurped()];
        }

        return arguments.RawInput ? Lines() : arguments.Stream ? Values().SelectMany(static value => ToStream.Run(value)) : Values();
    }

    private JqValue Slurped() => arguments.RawInput
        ? JqValue.FromString(string.Concat(Texts().Select(static bytes => Encoding.UTF8.GetString(bytes))))
        : JqValue.FromArray(arguments.Stream ? Values().SelectMany(static value => ToStream.Run(value)) : Values());

    private IEnumerable<JqValue> Values()
    {
        foreach (var text in Texts())
        {
            _reader = new JqSequenceReader(text);
            while (_reader.TryRead(out var value))
            {
                yield return value;
            }
        }
    }

    private IEnumerable<JqValue> Lines()
    {
        foreach (var text in Texts())
        {
            using var lines = new StringReader(Encoding.UTF8.GetString(text));
            _lines = 0;
            while (lines.ReadLine() is { } line)
            {
                _lines++;
                yield return JqValue.FromString(line);
            }
        }
    }

    private IEnumerable<byte[]> Texts()
    {
        if (arguments.Files.Count == 0)
        {
            yield return ReadStandardInput();
        }

        foreach (var path in arguments.Files)
        {
            if (TryRead(path) is { } text)
            {
                Filename = path;
                yield return text;
            }
        }
    }

    private byte[]? TryRead(string path)
    {
        try
        {
            return JqFile.Read(path);
        }
        catch (JqUsageException exception)
        {
            Console.Error.WriteLine(exception.Message);
            HasMissingFile = true;
            return null;
        }
    }

    private static byte[] ReadStandardInput()
    {
        using var input = Console.OpenStandardInput();
        using var buffer = new MemoryStream();
        input.CopyTo(buffer);
        return buffer.ToArray();
    }
}
