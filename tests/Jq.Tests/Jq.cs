namespace Pipeline.Jq.Tests;

/// <summary>Runs a program the short way.</summary>
internal static class Jq
{
    /// <summary>The outputs as JSON, joined by a blank; an error ends the list as <c>!message</c>.</summary>
    public static string Run(string program, string input = "null", JqCompileOptions? options = null, JqBudget? budget = null)
    {
        var outputs = new List<string>();
        var error = JqProgram.Compile(program, options).Execute(
            JqValue.Parse(input),
            new JqRunOptions { Budget = budget ?? JqBudget.Mapping },
            value =>
            {
                outputs.Add(value.ToJson());
                return true;
            },
            TestContext.Current.CancellationToken);
        return string.Join(' ', error is null ? outputs : [.. outputs, $"!{error.Message}"]);
    }
}
