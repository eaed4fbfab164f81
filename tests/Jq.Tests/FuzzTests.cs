using Pipeline.Jq.Fuzz.Fuzzing;

namespace Pipeline.Jq.Tests;

/// <summary>The long form is <c>dotnet run --project tests/Jq.Fuzz -c Release -- fuzz --seed N --minutes 10</c>.</summary>
public sealed class FuzzTests
{
    private const int Programs = 400;

    [Fact]
    public void Next_HostilePrograms_NeitherCrashNorHang()
    {
        var run = new FuzzRun(seed: 3);

        while (run.Programs < Programs)
        {
            run.Next();
        }

        Assert.Empty(run.Finds);
    }
}
