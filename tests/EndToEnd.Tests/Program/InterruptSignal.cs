using System.Runtime.InteropServices;

namespace Pipeline.EndToEnd.Tests.Program;

/// <summary>
/// Lets the programs that tests start be interrupted. A shell starts what it puts in the background with SIGINT ignored,
/// each child inherits that, and a program that inherited it rightly goes on ignoring it: without this, whether a test of
/// Ctrl+C can pass would hang on how the tests themselves were started.
/// </summary>
internal static class InterruptSignal
{
    private const int Interrupt = 2;
    private const nint Default = 0;
    private const nint Ignored = 1;

    public static void StopIgnoring()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var before = SetAction(Interrupt, Default);
        if (before != Ignored)
        {
            SetAction(Interrupt, before);
        }
    }

    [DllImport("libc", EntryPoint = "signal", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint SetAction(int signal, nint action);
}
