using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.AwsModels;

/// <summary>Writes one trimmed model per service and a manifest that names botocore's version.</summary>
internal static class Generator
{
    public static int Run(BotocoreData data, string target, IReadOnlyList<string> only)
    {
        Directory.CreateDirectory(target);
        var services = 0;
        var operations = 0;

        foreach (var service in only.Count > 0 ? only : data.Services)
        {
            if (Trim(data, service) is not { } trimmed)
            {
                continue;
            }

            File.WriteAllText(Path.Combine(target, service + ".json"), ModelText.Write(trimmed));
            services++;
            operations += trimmed["operations"]!.AsObject().Count;
        }

        if (only.Count == 0)
        {
            WriteManifest(data, target, services, operations);
        }

        Console.WriteLine($"{services} services, {operations} operations from botocore {data.Version}");
        return 0;
    }

    private static JsonObject? Trim(BotocoreData data, string service)
    {
        var model = data.Read(service, "service-2") ?? throw new ArgumentException($"botocore has no service '{service}'.");
        return new ServiceTrimmer(
            service,
            model,
            data.Read(service, "paginators-1"),
            data.Read(service, "endpoint-rule-set-1")).Trim();
    }

    private static void WriteManifest(BotocoreData data, string target, int services, int operations)
    {
        var manifest = new JsonObject
        {
            ["source"] = "botocore",
            ["version"] = data.Version,
            ["services"] = services,
            ["operations"] = operations,
        };
        File.WriteAllText(
            Path.Combine(target, "manifest.json"),
            manifest.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
    }
}
