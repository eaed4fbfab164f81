namespace Pipeline.EndToEnd.Tests.Program;

/// <summary>How the program ended and what it said.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, string Errors, TimeSpan Took)
{
    /// <summary>Both streams, for messages of failed assertions and for searching.</summary>
    public string Said => $"{Output}\n{Errors}";

    /// <summary>Asserts on the exit code, with what the program said in the message.</summary>
    public ProcessResult MustExitWith(int expected)
    {
        Assert.True(ExitCode == expected, $"Expected exit code {expected}, got {ExitCode}. It said:\n{Said}");
        return this;
    }

    /// <summary>Asserts that the words stand in either stream.</summary>
    public ProcessResult MustSay(string words)
    {
        Assert.True(Said.Contains(words, StringComparison.Ordinal), $"It did not say '{words}', but:\n{Said}");
        return this;
    }

    /// <summary>Asserts that the words stand in neither stream.</summary>
    public ProcessResult MustNotSay(string words)
    {
        Assert.False(Said.Contains(words, StringComparison.Ordinal), $"It said '{words}':\n{Said}");
        return this;
    }
}
