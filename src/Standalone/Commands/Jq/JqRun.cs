using System.Collections;
using System.Text;
using Pipeline.Jq;

namespace Pipeline.Standalone.Commands.Jq;

/// <summary>One run of a program over its inputs.</summary>
internal sealed class JqRun(JqArguments arguments, JqOutput output)
{
    // What jq itself answers.
    private const int NothingTrue = 1;
    private const int CannotRead = 2;
    private const int DoesNotCompile = 3;
    private const int NoOutput = 4;
    private const int Failed = 5;

    private readonly JqInputs _inputs = new(arguments);
    private int? _halted;

    public int Run()
    {
        try
        {
            var program = JqProgram.Compile(ProgramText(), Options());
            return Run(program);
        }
        catch (JqCompileException exception)
        {
            output.Error($"jq: error: {exception.Message}\njq: 1 compile error");
            return DoesNotCompile;
        }
    }

    private string ProgramText() =>
        arguments.ProgramIsFile ? Encoding.UTF8.GetString(JqFile.Read(arguments.Program!)) : arguments.Program!;

    private JqCompileOptions Options() => new()
    {
        Clock = TimeProvider.System,
        TimeZone = TimeZoneInfo.Local,
        Environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(static entry => (string)entry.Key, static entry => (string?)entry.Value ?? "", StringComparer.Ordinal),
        Variables = new Dictionary<string, JqValue>(arguments.Named, StringComparer.Ordinal)
        {
            ["ARGS"] = JqValue.EmptyObject
                .With("positional", JqValue.FromArray(arguments.Positional))
                .With("named", JqValue.FromObject(arguments.Named)),
        },
    };

    private int Run(JqProgram program)
    {
        var status = 0;
        try
        {
            using var rest = _inputs.Read().GetEnumerator();
            var options = new JqRunOptions
            {
                Budget = arguments.Budget,
                Inputs = Drain(rest),
                Messages = output.Message,
                InputLineNumber = () => _inputs.LinesRead,
                InputFilename = () => _inputs.Filename,
            };
            if (arguments.NullInput)
            {
                status = Run(program, JqValue.Null, options);
            }

            while (!arguments.NullInput && _halted is null && rest.MoveNext())
            {
                status = Run(program, rest.Current, options);
            }
        }
        catch (JqParseException exception)
        {
            output.Error($"jq: parse error: {exception.Message}");
            status = Failed;
        }

        return _halted ?? (status != 0 ? status : _inputs.HasMissingFile ? CannotRead : OutputStatus());
    }

    private int Run(JqProgram program, JqValue input, JqRunOptions options)
    {
        var error = program.Execute(input, options, Write, CancellationToken.None);
        if (error?.ExitCode is { } code)
        {
            output.LastWords(error.Value);
            _halted = code;
            return code;
        }

        if (error is null)
        {
            return 0;
        }

        output.Error($"jq: error (at {_inputs.Place}){(error.IsBudget || error.Value.Kind == JqKind.String ? ":" : "")} {error.Message}{(error.IsBudget ? "; --no-limits lifts it" : "")}");
        return Failed;
    }

    private bool Write(JqValue value)
    {
        output.Write(value);
        return true;
    }

    private int OutputStatus() => !arguments.ExitStatus ? 0 : output.Last switch
    {
        null => NoOutput,
        { IsTruthy: true } => 0,
        _ => NothingTrue,
    };

    private static IEnumerable<JqValue> Drain(IEnumerator<JqValue> rest)
    {
        while (rest.MoveNext())
        {
            yield return rest.Current;
        }
    }
}
