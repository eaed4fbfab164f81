using System.Runtime.InteropServices;

namespace Pipeline.Macro;

/// <summary>What the child processes that have ended used, by the kernel's own account.</summary>
internal static partial class ChildUsage
{
    private const int Children = -1;

    /// <summary>CPU time of all children that have ended.</summary>
    public static TimeSpan Cpu()
    {
        if (GetUsage(Children, out var usage) != 0)
        {
            throw new InvalidOperationException($"getrusage failed with {Marshal.GetLastPInvokeError()}.");
        }

        var microseconds = ((usage.UserSeconds + usage.SystemSeconds) * 1_000_000) + usage.UserMicroseconds + usage.SystemMicroseconds;
        return TimeSpan.FromMicroseconds(microseconds);
    }

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    private static partial int GetUsage(int who, out Usage usage);

    // struct rusage of Linux, 64 bit: https://man7.org/linux/man-pages/man2/getrusage.2.html
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
    }
}
