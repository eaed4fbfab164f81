using Pipeline.Jq.Fuzz.Oracle;

namespace Pipeline.Jq.Fuzz.Differential;

/// <summary>Writes what jq makes of generated pairs, one a line.</summary>
internal static class Recording
{
    // Longer ones would be most of the file.
    private const int MaxAnswer = 400;

    public static async Task<int> RunAsync(ulong seed, int pairs)
    {
        using var oracle = JqOracle.TryStart(out var reason);
        if (oracle is null)
        {
            await Console.Error.WriteLineAsync($"jq cannot be had: {reason}");
            return 1;
        }

        foreach (var generated in CaseGenerator.From(seed))
        {
            var input = generated.Inputs[0];
            if (OurJq.Ask(generated.Program, [input]).Crash is not null)
            {
                continue;
            }

            var answer = await oracle.AskAsync(generated.Program, input);
            if (answer.Crash is null && answer.Outputs.Length + answer.Messages.Length < MaxAnswer && pairs-- > 0)
            {
                Console.WriteLine(new RecordedPair(generated.Program, input, answer.Outputs, answer.Messages, answer.ExitCode).ToLine());
            }

            if (pairs <= 0)
            {
                break;
            }
        }

        return 0;
    }
}
