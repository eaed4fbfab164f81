using System.CommandLine;
using System.Text.Json;
using Pipeline.Contracts.Mapping;
using Pipeline.Ingress.Mappings;
using Pipeline.Mapper;
using Pipeline.Standalone.Display;

namespace Pipeline.Standalone.Commands;

/// <summary><c>pipeline map</c>: shows the entities a mapping makes of a raw resource, and why each field is what it is.</summary>
internal static class MapCommand
{
    public static Command Create()
    {
        var raw = new Option<FileInfo>("--raw") { Description = "A raw resource, as AWS returned it, in a JSON file.", HelpName = "FILE", Required = true };
        var mapping = new Option<FileInfo>("--mapping") { Description = "A mapping, in a JSON or YAML file.", HelpName = "FILE", Required = true };
        var kind = new Option<string?>("--kind") { Description = "The resource's kind, when the resource does not name it as __Kind.", HelpName = "KIND" };
        var showSecrets = new Option<bool>("--show-secrets") { Description = "Show values that may be secrets, such as a function's environment, instead of [REDACTED]." };
        var command = new Command("map", "Show the entities that a mapping makes of a raw resource.")
        {
            raw.AcceptExistingOnly(), mapping.AcceptExistingOnly(), kind, showSecrets,
        };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetValue(raw)!, arguments.GetValue(mapping)!, arguments.GetValue(kind), arguments.GetValue(showSecrets), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        FileInfo raw, FileInfo mapping, string? kind, bool showSecrets, CancellationToken cancellationToken)
    {
        try
        {
            var document = MappingReader.Read(await new FileMapping(mapping.FullName).ReadAsync(cancellationToken));
            var compiled = CompiledMapping.Compile(document);
            await using var file = raw.OpenRead();
            using var resource = await JsonDocument.ParseAsync(file, default, cancellationToken);
            new PreviewText(Terminal.Console).Write(compiled, MappingPreview.Of(compiled, resource.RootElement, kind, showSecrets));
            return ExitCodes.Complete;
        }
        catch (MappingException exception)
        {
            foreach (var error in exception.Errors)
            {
                await Console.Error.WriteLineAsync(error);
            }
        }
        catch (JsonException exception)
        {
            await Console.Error.WriteLineAsync($"--raw {raw.Name} is not JSON: {exception.Message}");
        }
        catch (ArgumentException)
        {
            await Console.Error.WriteLineAsync("The resource does not name its kind as __Kind: give it with --kind, such as --kind AWS::S3::Bucket.");
        }

        return ExitCodes.BadConfiguration;
    }
}
