using System.Text.Json;
using Pipeline.Messaging.AmazonSqs.Lanes;
using Pipeline.Messaging.Bus;

namespace Pipeline.Messaging.Tests.AmazonSqs.Topology;

/// <summary>
/// The topology that Terraform makes is the services' own. Set <c>UPDATE_GOLDEN=1</c> to write the file.
/// </summary>
public sealed class TerraformTopologyTests
{
    private static readonly string File = Path.Combine(Repository.Root, "deploy", "terraform", "topology.json");

    [Fact]
    public void File_NamesWhatTheServicesSubscribeTo()
    {
        var expected = Lines();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            System.IO.File.WriteAllText(File, expected);
        }

        Assert.Equal(expected, System.IO.File.ReadAllText(File));
    }

    private static string Lines()
    {
        var subscriptions = new[] { PipelineTopology.Resync, PipelineTopology.Live }
            .SelectMany(lane => new LaneNames(string.Empty, lane).Plan(PipelineTopology.Subscriptions).Subscriptions)
            .OrderBy(subscription => subscription.Queue, StringComparer.Ordinal)
            .ThenBy(subscription => subscription.Topic, StringComparer.Ordinal)
            .Select(subscription => $"  {{ \"queue\": {JsonSerializer.Serialize(subscription.Queue)}, \"topic\": {JsonSerializer.Serialize(subscription.Topic)} }}");
        return $"[\n{string.Join(",\n", subscriptions)}\n]\n";
    }
}
