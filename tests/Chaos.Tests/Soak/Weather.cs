using Pipeline.Chaos.Tests.Fleet;
using Pipeline.Chaos.Tests.Proxy;
using Pipeline.Simulator;

namespace Pipeline.Chaos.Tests.Soak;

/// <summary>What goes wrong from one moment to the next, drawn from a seed: duplicates (R6), faults of the queues (R11), throttling (R12), or nothing.</summary>
internal sealed class Weather(Installation fleet, Random chance)
{
    private static readonly TimeSpan s_copiesWithin = TimeSpan.FromSeconds(20);

    private readonly SortedDictionary<string, int> _drawn = new(StringComparer.Ordinal);

    /// <summary>How often each was drawn.</summary>
    public string Report => string.Join(", ", _drawn.Select(drawn => $"{drawn.Key} {drawn.Value}×"));

    /// <summary>Ends what goes wrong now, and draws what goes wrong next.</summary>
    public void Change()
    {
        Clear();
        var name = chance.Next(8) switch
        {
            0 => Duplicates(),
            1 => Latency(),
            2 => Resets(),
            3 => Outage(),
            4 => Storm(),
            5 => Throttling(),
            _ => "nothing",
        };
        _drawn[name] = _drawn.GetValueOrDefault(name) + 1;
    }

    /// <summary>Ends what goes wrong now.</summary>
    public void Clear()
    {
        fleet.Gateway!.Copies = 0;
        fleet.QueueProxy.Toxic = Toxic.None;
        fleet.World.SetFaults();
    }

    private string Duplicates()
    {
        (fleet.Gateway!.Copies, fleet.Gateway.CopiesWithin) = (chance.Next(1, 3), s_copiesWithin);
        return "duplicates";
    }

    private string Latency()
    {
        fleet.QueueProxy.Toxic = new Toxic { Jitter = TimeSpan.FromMilliseconds(chance.Next(50, 1000)) };
        return "slow queues";
    }

    private string Resets()
    {
        fleet.QueueProxy.ResetAll();
        return "resets";
    }

    private string Outage()
    {
        fleet.QueueProxy.Toxic = new Toxic { Refuses = true };
        fleet.QueueProxy.ResetAll();
        return "queues out of reach";
    }

    private string Storm()
    {
        fleet.World.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.PortStatus, StatusCode = 429, Operation = "/entities", Fraction = 0.9 });
        return "429 storm";
    }

    private string Throttling()
    {
        fleet.World.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.Throttle, Fraction = 0.3 });
        return "AWS throttles";
    }
}
