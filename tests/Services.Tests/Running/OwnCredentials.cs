using System.Runtime.CompilerServices;

namespace Pipeline.Services.Tests.Running;

/// <summary>What the AWS SDK finds by itself in this process: keys that no emulator checks.</summary>
internal static class OwnCredentials
{
    [ModuleInitializer]
    internal static void Set()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "own");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "own");
    }
}
