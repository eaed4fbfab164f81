using System.Text.Json;
using MassTransit.Serialization;

namespace Pipeline.Contracts.Tests;

/// <summary>
/// Pins each message's JSON. <c>Golden/X.json</c> is X as it is written now. <c>Golden/X.oldest.json</c> is the oldest
/// form that may still lie in a queue: it is never edited, so a field that is not optional breaks its test.
/// Set <c>UPDATE_GOLDEN=1</c> to write the files that are missing or differ (an oldest form only when it is missing).
/// </summary>
public sealed class GoldenMessageTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Contracts.Tests", "Golden");
    private static readonly bool Update = Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    private static JsonSerializerOptions Options => SystemTextJsonMessageSerializer.Options;

    public static TheoryData<Type> Messages => [.. ContractTypes.Messages()];

    [Fact]
    public void Messages_ByReflection_AreTheRootsOfTheContracts() =>
        Assert.Equal(
            ["EntitiesMapped", "EnumerateScope", "MessageLost", "ResourceChanged", "ResourceGone", "ResourcesEnumerated", "ResourcesSampled", "RunFinished", "ScopeEnumerated", "ScopeFailed", "StartRun", "SweepScope"],
            ContractTypes.Messages().Select(type => type.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Messages))]
    public void Serialize_Sample_EqualsGoldenFile(Type type)
    {
        var json = Write(MessageSamples.Of(type), type);

        var golden = Golden($"{type.Name}.json", json, overwrite: true);

        Assert.Equal(golden, json);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Deserialize_GoldenFile_GivesTheSample(Type type)
    {
        var golden = Golden($"{type.Name}.json", Write(MessageSamples.Of(type), type), overwrite: false);

        var message = JsonSerializer.Deserialize(golden, type, Options);

        Assert.Equal(golden, Write(message!, type));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Deserialize_OldestForm_IsStillReadable(Type type)
    {
        var json = ContractTypes.RequiredOnly(JsonSerializer.SerializeToNode(MessageSamples.Of(type), type, Options)!, type).ToJsonString(Indented());
        var oldest = Golden($"{type.Name}.oldest.json", json, overwrite: false);

        var message = JsonSerializer.Deserialize(oldest, type, Options);

        Assert.All(ContractTypes.Lists(message!), list => Assert.NotNull(list));
    }

    private static string Golden(string name, string json, bool overwrite)
    {
        var file = Path.Combine(Folder, name);
        if (Update && (overwrite || !File.Exists(file)))
        {
            File.WriteAllText(file, json + '\n');
        }

        Assert.True(File.Exists(file), $"Golden/{name} is missing: run this test with UPDATE_GOLDEN=1 and commit the file");
        return File.ReadAllText(file).TrimEnd('\n');
    }

    private static string Write(object message, Type type) => JsonSerializer.Serialize(message, type, Indented());

    // Indented for those who read the diff; on the wire the blanks may be missing.
    private static JsonSerializerOptions Indented() => new(Options) { WriteIndented = true };
}
