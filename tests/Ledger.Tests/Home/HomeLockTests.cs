using Pipeline.Ledger.Home;
using Pipeline.Ledger.Tests.Tables;

namespace Pipeline.Ledger.Tests.Home;

public sealed class HomeLockTests
{
    [Fact]
    public void Take_Taken_NamesWhoHasIt()
    {
        using var folder = new TemporaryFolder();
        using var first = HomeLock.Take(folder.Path, TimeProvider.System);

        var exception = Assert.Throws<HomeInUseException>(() => HomeLock.Take(folder.Path, TimeProvider.System));

        Assert.Equal(Environment.ProcessId, exception.Owner!.ProcessId);
        Assert.Contains($"Process {Environment.ProcessId} (", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Take_GivenBack_IsFree()
    {
        using var folder = new TemporaryFolder();
        HomeLock.Take(folder.Path, TimeProvider.System).Dispose();

        HomeLock.Take(folder.Path, TimeProvider.System).Dispose();
    }

    [Fact]
    public void Of_AnotherPortOrIntegration_IsAnotherFile()
    {
        string[] files =
        [
            LedgerFile.Of("/home", new Uri("https://api.getport.io"), "my-aws"),
            LedgerFile.Of("/home", new Uri("https://api.us.getport.io"), "my-aws"),
            LedgerFile.Of("/home", new Uri("https://api.getport.io"), "my/aws"),
            LedgerFile.Of("/home", new Uri("https://api.getport.io"), "my_aws"),
        ];

        Assert.Equal(4, files.Distinct().Count());
        Assert.Equal(files[0], LedgerFile.Of("/home", new Uri("https://api.getport.io/"), "my-aws"));
    }
}
