using System.CommandLine;
using System.Text;
using Pipeline.Jq;

namespace Pipeline.Standalone.Commands;

/// <summary><c>pipeline jq</c>: tries an expression, as <c>jq -c</c> does.</summary>
internal static class JqCommand
{
    // What jq itself answers: for input that is not JSON, for a program that does not compile, and for one that fails.
    private const int BadInput = 2;
    private const int DoesNotCompile = 3;
    private const int ProgramFailed = 5;

    public static Command Create()
    {
        var program = new Argument<string>("PROGRAM") { Description = "The jq program." };
        var file = new Argument<FileInfo>("FILE") { Description = "The JSON to read; standard input when there is none.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("jq", "Evaluate a jq program over JSON, one result a line.") { program, file.AcceptExistingOnly() };
        command.SetAction(arguments => Run(arguments.GetValue(program)!, arguments.GetValue(file)));
        return command;
    }

    private static int Run(string source, FileInfo? file)
    {
        try
        {
            return Run(JqProgram.Compile(source, new JqCompileOptions { Clock = TimeProvider.System }), Read(file));
        }
        catch (JqCompileException exception)
        {
            Console.Error.WriteLine($"{exception.Message} at line {exception.Line}, column {exception.Column}");
            return DoesNotCompile;
        }
        catch (JqParseException exception)
        {
            Console.Error.WriteLine($"The input is not JSON: {exception.Message}");
            return BadInput;
        }
    }

    private static int Run(JqProgram program, byte[] input)
    {
        var status = ExitCodes.Complete;
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        foreach (var value in JqValue.ParseSequence(input))
        {
            status = TryWrite(program, value, output) ? status : ProgramFailed;
        }

        return status;
    }

    private static bool TryWrite(JqProgram program, JqValue input, StreamWriter output)
    {
        try
        {
            foreach (var result in program.Run(input))
            {
                output.Write(result.ToJson());
                output.Write('\n');
            }

            return true;
        }
        catch (Exception exception) when (exception is JqRuntimeException or JqBudgetException)
        {
            output.Flush();
            Console.Error.WriteLine($"jq: error: {exception.Message}");
            return false;
        }
    }

    private static byte[] Read(FileInfo? file)
    {
        using var input = file?.OpenRead() ?? Console.OpenStandardInput();
        using var buffer = new MemoryStream();
        input.CopyTo(buffer);
        return buffer.ToArray();
    }
}
