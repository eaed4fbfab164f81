using System.Text.Json;

namespace Pipeline.Live;

/// <summary>Events about resources that exist, each with an id of its own, over and over.</summary>
internal sealed class Events
{
    private const int Resources = 1_000;

    private readonly IReadOnlyList<string> _bodies;
    private int _next;

    private Events(IReadOnlyList<string> bodies) => _bodies = bodies;

    /// <summary>Makes resources, and takes the events that tell of it. They are not of the benchmark: they are sent before it.</summary>
    public static async Task<Events> OfAsync(Setup setup, CancellationToken cancellationToken)
    {
        var bodies = new List<string>();
        for (var i = 0; i < Resources; i++)
        {
            var wanted = JsonSerializer.Serialize(new { what = "created", kind = "AWS::EC2::Instance", accountId = setup.ManagementAccount, region = "eu-west-1" });
            bodies.Add((await setup.PostAsync("changes", wanted, cancellationToken)).GetProperty("envelope").GetString()!);
        }

        return new(bodies);
    }

    public string Next()
    {
        var number = Interlocked.Increment(ref _next);
        var body = _bodies[number % _bodies.Count];
        using var document = JsonDocument.Parse(body);
        return body.Replace(document.RootElement.GetProperty("id").GetString()!, $"{number:x8}-0000-4000-8000-000000000000", StringComparison.Ordinal);
    }
}
