namespace Pipeline.ServiceDefaults.Tests;

public sealed class HomeTests
{
    [Fact]
    public void Read_PipelineHome_MadeAbsolute() =>
        Assert.Equal(Path.GetFullPath("here"), TestVariables.Read(("PIPELINE_HOME", "here")).Application.Home);

    [Fact]
    public void Read_NoPipelineHome_DataDirectoryOfThePlatform()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the XDG directories are not Windows's");

        Assert.Equal("/data/pipeline", Home(("XDG_DATA_HOME", "/data"), ("HOME", "/home/me")));
        Assert.Equal("/home/me/.local/share/pipeline", Home(("HOME", "/home/me")));
        Assert.Equal("/home/me/.local/share/pipeline", Home(("XDG_DATA_HOME", "data"), ("HOME", "/home/me")));
        Assert.Equal("/home/me/.local/share/pipeline", Home(("XDG_DATA_HOME", ""), ("HOME", "/home/me")));
    }

    [Fact]
    public void Read_NoPipelineHomeOnWindows_LocalApplicationData()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "LOCALAPPDATA is Windows's");

        Assert.Equal(@"C:\data\pipeline", Home(("LOCALAPPDATA", @"C:\data")));
    }

    [Fact]
    public void Read_NoHomeAtAll_Error() => Assert.Equal("PIPELINE_HOME", TestVariables.SingleError(("PIPELINE_HOME", null)).Variable);

    private static string Home(params IEnumerable<(string, string?)> variables) =>
        TestVariables.Read(variables.Prepend(("PIPELINE_HOME", null))).Application.Home;
}
