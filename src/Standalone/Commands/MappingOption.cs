using System.CommandLine;

namespace Pipeline.Standalone.Commands;

/// <summary>The option that takes the mapping from a file.</summary>
internal static class MappingOption
{
    /// <summary>The option; its value is null when it is not given.</summary>
    public static Option<FileInfo> Create()
    {
        var option = new Option<FileInfo>("--mapping")
        {
            Description = "Take the mapping from this JSON file. It is not sent to Port.",
            HelpName = "FILE",
        };
        return option.AcceptExistingOnly();
    }
}
