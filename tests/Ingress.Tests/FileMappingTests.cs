using System.Text.Json;
using Pipeline.Contracts.Mapping;
using Pipeline.Ingress.Mappings;

namespace Pipeline.Ingress.Tests;

public sealed class FileMappingTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mapping");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task ReadAsync_YamlAsPortShowsIt_IsTheJsonItStandsFor()
    {
        var mapping = await ReadAsync("mapping.yaml", """
            # comments are allowed
            deleteDependentEntities: true
            resources:
              - kind: AWS::S3::Bucket
                selector:
                  query: 'true'
                  useGetResourceAPI: 'true'
                port:
                  entity:
                    mappings:
                      identifier: .Identifier
                      blueprint: '"cloudResource"'
                      properties:
                        link: '"https://console" + (.Properties.Arn | tostring)'
                        script: |
                          if .a then 1
                          else 2 end
            """);

        var block = mapping.GetProperty("resources")[0];
        Assert.Equal(JsonValueKind.True, mapping.GetProperty("deleteDependentEntities").ValueKind);
        Assert.Equal("true", block.GetProperty("selector").GetProperty("query").GetString());
        Assert.Equal("\"cloudResource\"", MappingReader.Read(mapping).Blocks[0].Entity.Blueprint);
        Assert.Equal("if .a then 1\nelse 2 end", block.GetProperty("port").GetProperty("entity").GetProperty("mappings").GetProperty("properties").GetProperty("script").GetString());
    }

    [Theory]
    [InlineData("true", "true")]
    [InlineData("'true'", "\"true\"")]
    [InlineData("\"1\"", "\"1\"")]
    [InlineData("!!str 1", "\"1\"")]
    [InlineData("no", "\"no\"")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("010", "10")]
    [InlineData("+7", "7")]
    [InlineData("0xFF", "255")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("0.9", "0.9")]
    [InlineData("1e3", "1000")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData(".nan", "\".nan\"")]
    [InlineData("2024-01-02", "\"2024-01-02\"")]
    public async Task ReadAsync_YamlScalar_IsTypedByTheCoreSchema(string yaml, string json)
    {
        var mapping = await ReadAsync("mapping.yml", $"value: {yaml}");

        Assert.Equal(json, mapping.GetProperty("value").GetRawText());
    }

    [Theory]
    [InlineData("mapping.json", "{\"resources\":", "is not JSON")]
    [InlineData("mapping.yaml", "a: [1", "not YAML")]
    [InlineData("mapping.yaml", "a: 1\na: 2", "not YAML")]
    [InlineData("mapping.yaml", "a: 1\n---\nb: 2", "2 documents")]
    [InlineData("mapping.yaml", "a: &a [*a]", "not YAML")]
    [InlineData("mapping.yaml", "", "0 documents")]
    public async Task ReadAsync_FileThatIsNoMapping_SaysWhatIsWrong(string name, string text, string expected)
    {
        var exception = await Assert.ThrowsAsync<MappingException>(() => ReadAsync(name, text));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NoSuchFile_SaysSo() => await Assert.ThrowsAsync<MappingException>(
        () => new FileMapping(Path.Combine(_directory.FullName, "none.json")).ReadAsync(CancellationToken.None));

    [Fact]
    public async Task ReadAsync_Directory_SaysSo() => await Assert.ThrowsAsync<MappingException>(
        () => new FileMapping(_directory.FullName).ReadAsync(CancellationToken.None));

    private async Task<JsonElement> ReadAsync(string name, string text)
    {
        var path = Path.Combine(_directory.FullName, name);
        await File.WriteAllTextAsync(path, text);
        return await new FileMapping(path).ReadAsync(CancellationToken.None);
    }
}
