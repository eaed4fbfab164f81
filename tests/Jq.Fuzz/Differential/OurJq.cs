using System.Text;
using Pipeline.Jq.Fuzz.Oracle;

namespace Pipeline.Jq.Fuzz.Differential;

/// <summary>Runs a program with this engine, in the same form as jq's answers.</summary>
internal static class OurJq
{
    // Programs that need more are left out: jq has no limits, and would go on for as long as it takes.
    private static readonly JqBudget Budget = JqBudget.Mapping with { Steps = 100_000, MemoryBytes = 16 * 1024 * 1024 };

    public static JqAnswer Ask(string program, IReadOnlyList<string> inputs)
    {
        JqProgram compiled;
        try
        {
            compiled = JqProgram.Compile(program, new JqCompileOptions { Clock = TimeProvider.System });
        }
        catch (JqCompileException exception)
        {
            return new JqAnswer { Messages = $"jq: error: {Describe(exception, program)}\njq: 1 compile error", ExitCode = 3 };
        }

        return Run(compiled, inputs);
    }

    // jq counts the columns in bytes.
    private static string Describe(JqCompileException exception, string program)
    {
        var place = exception.Message.IndexOf(" at <top-level>, line ", StringComparison.Ordinal);
        if (place < 0)
        {
            return exception.Message;
        }

        var start = Math.Min(exception.Offset, program.Length);
        var lineStart = start == 0 ? 0 : program.LastIndexOf('\n', start - 1) + 1;
        var lineEnd = program.IndexOf('\n', start) is var next && next < 0 ? program.Length : next;
        var before = Encoding.UTF8.GetByteCount(program.AsSpan(lineStart, start - lineStart));
        var marked = program.AsSpan(start, Math.Clamp(lineEnd - start, 0, exception.Length));

        // Of a character that begins no token it takes the first byte.
        var marks = exception.Problem.Contains("unexpected INVALID_CHARACTER", StringComparison.Ordinal) ? 1 : Encoding.UTF8.GetByteCount(marked);
        return $"{exception.Problem} at <top-level>, line {exception.Line}, column {before + 1}:\n    {program[lineStart..lineEnd]}\n    {new string(' ', before)}{new string('^', Math.Max(1, marks))}";
    }

    private static JqAnswer Run(JqProgram program, IReadOnlyList<string> inputs)
    {
        var (outputs, messages, exitCode) = (new StringBuilder(), new StringBuilder(), 0);
        var rest = new JqSequenceReader(Encoding.UTF8.GetBytes(string.Join('\n', inputs)));
        var options = new JqRunOptions
        {
            Budget = Budget,
            Inputs = Drain(rest),
            InputLineNumber = () => rest.LinesRead,
            Messages = (kind, value) => messages.Append(kind == "DEBUG" ? $"[\"DEBUG:\",{value.ToJson()}]\n" : Plain(value)),
        };
        while (true)
        {
            JqValue input;
            try
            {
                if (!rest.TryRead(out input))
                {
                    break;
                }
            }
            catch (JqParseException exception)
            {
                messages.Append($"jq: parse error: {exception.Message}\n");
                exitCode = 5;
                break;
            }

            var error = program.Execute(input, options, output => Write(outputs, output), CancellationToken.None);
            if (error is { IsBudget: true })
            {
                return new JqAnswer { Crash = error.Message };
            }

            if (error?.ExitCode is { } code)
            {
                messages.Append(error.Value.IsNull ? "" : Plain(error.Value, "\n"));
                return new JqAnswer { Outputs = outputs.ToString(), Messages = messages.ToString(), ExitCode = Math.Max(0, code) };
            }

            exitCode = error is null ? 0 : 5;

            // jq writes messages as C strings, which end at a zero.
            messages.Append(error is null ? "" : $"jq: error{(error.Value.Kind == JqKind.String ? ":" : "")} {error.Message.Split('\0')[0]}\n");
        }

        return new JqAnswer { Outputs = outputs.ToString(), Messages = messages.ToString(), ExitCode = exitCode };
    }

    private static IEnumerable<JqValue> Drain(JqSequenceReader rest)
    {
        while (rest.TryRead(out var value))
        {
            yield return value;
        }
    }

    private static bool Write(StringBuilder outputs, JqValue output)
    {
        outputs.Append(output.ToJson()).Append('\n');
        return true;
    }

    private static string Plain(JqValue value, string end = "") => value.Kind == JqKind.String ? value.AsString() : value.ToJson() + end;
}
