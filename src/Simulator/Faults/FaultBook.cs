using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Faults;

/// <summary>The faults in force. The list is replaced as a whole; what counts down is kept per entry.</summary>
internal sealed class FaultBook(int seed, TimeProvider clock)
{
    private volatile Entry[] entries = [];

    public IReadOnlyList<SimulatorFault> Current => [.. entries.Select(entry => entry.Fault)];

    public void Set(IEnumerable<SimulatorFault> faults)
    {
        var now = clock.GetUtcNow();
        entries = [.. faults.Select((fault, index) => new Entry(fault, now, (ulong)seed + (ulong)index))];
    }

    /// <summary>True when a fault of this kind hits the call; it is then counted as having happened.</summary>
    public bool Hits(SimulatorFaultKind kind, in FaultCall call) => TryHit(kind, call, out _);

    public bool TryHit(SimulatorFaultKind kind, in FaultCall call, out SimulatorFault hit)
    {
        foreach (var entry in entries)
        {
            if (entry.Fault.Kind == kind && call.IsMatchedBy(entry.Fault) && entry.Take(clock.GetUtcNow()))
            {
                entry.Delivered.Note(call);
                hit = entry.Fault;
                return true;
            }
        }

        hit = null!;
        return false;
    }

    /// <summary>
    /// The fault that keeps the call from succeeding, if there is one: a fault for good, or a refusal that was given and
    /// after which nobody asks again. Counts nothing.
    /// </summary>
    public SimulatorFault? FindFinal(SimulatorFaultKind kind, in FaultCall call)
    {
        foreach (var entry in entries)
        {
            if (entry.Fault.Kind == kind && ((entry.Fault.IsPermanent && call.IsMatchedBy(entry.Fault)) || entry.Delivered.Has(call)))
            {
                return entry.Fault;
            }
        }

        return null;
    }

    /// <summary>Whether the resource with the identifier in the call is gone; <paramref name="share"/> is its own number, 0 to 1.</summary>
    public bool HasVanished(in FaultCall call, double share)
    {
        foreach (var entry in entries)
        {
            if (entry.Fault.Kind == SimulatorFaultKind.Vanish && share < entry.Fault.Fraction && call.IsMatchedBy(entry.Fault))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether any fault of the kind is in force.</summary>
    public bool HasAny(SimulatorFaultKind kind) => Array.Exists(entries, entry => entry.Fault.Kind == kind);

    /// <summary>Whether a fault is about requests in whose body one entity stands.</summary>
    public bool NamesEntities => Array.Exists(
        entries, entry => entry.Fault is { Kind: SimulatorFaultKind.PortStatus or SimulatorFaultKind.PortHang, Identifier: not null });

    /// <summary>How long the call is held up by the latency faults that match it.</summary>
    public TimeSpan DelayOf(SimulatorFaultKind kind, in FaultCall call)
    {
        var delay = TimeSpan.Zero;
        foreach (var entry in entries)
        {
            if (entry.Fault.Kind == kind && call.IsMatchedBy(entry.Fault) && entry.Take(clock.GetUtcNow()))
            {
                delay += entry.Fault.Delay + (entry.Fault.Jitter * entry.NextShare());
            }
        }

        return delay;
    }

    private sealed class Entry(SimulatorFault fault, DateTimeOffset since, ulong seed)
    {
        private readonly Dice dice = new(seed);
        private readonly Lock gate = new();
        private int taken;

        public SimulatorFault Fault { get; } = fault;

        public DeliveredRefusals Delivered { get; } = new(fault);

        public bool Take(DateTimeOffset now)
        {
            if (Fault.Duration is { } duration && now - since > duration)
            {
                return false;
            }

            lock (gate)
            {
                if (taken >= (Fault.Times ?? int.MaxValue) || (Fault.Fraction < 1 && dice.Share() >= Fault.Fraction))
                {
                    return false;
                }

                taken = Math.Min(taken + 1, int.MaxValue - 1);
                return true;
            }
        }

        public double NextShare()
        {
            lock (gate)
            {
                return dice.Share();
            }
        }
    }
}
