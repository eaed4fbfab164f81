using Pipeline.Simulator.Recording;
using Pipeline.Tests.PortApi;

namespace Pipeline.Tests.Traffic;

/// <summary>Holds a request to the Simulator's Port, and what it answered, against Port's published API.</summary>
internal static class TrafficCheck
{
    /// <summary>What is wrong with either; nothing where the API's description is absent.</summary>
    public static IReadOnlyList<string> Faults(PortTraffic traffic)
    {
        if (PortApiDocument.Instance is not { } api)
        {
            return [];
        }

        var target = traffic.Target.Split('?', 2);
        List<string> faults = [.. api.AnswerFaults(traffic.Method, target[0], traffic.Status, traffic.Answer)];

        // A request that was refused for what it is, too large or not as the API wants it, is rightly not of the API.
        if (traffic.Status is not (413 or 422))
        {
            faults.AddRange(api.RequestFaults(traffic.Method, target[0], target.Length > 1 ? target[1] : string.Empty, traffic.Body));
        }

        return [.. faults.Select(fault => $"{traffic.Method} {traffic.Target} {fault}")];
    }
}
