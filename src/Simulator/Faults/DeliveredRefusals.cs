using System.Collections.Concurrent;

namespace Pipeline.Simulator.Faults;

/// <summary>
/// The calls that a passing fault has refused in a way that nobody asks again after: a denial, or a rejected entity.
/// Which calls those are depends on chance and order, so they are noted when it happens.
/// </summary>
internal sealed class DeliveredRefusals(SimulatorFault fault)
{
    private readonly bool isNoted = !fault.IsPermanent && fault.Kind is SimulatorFaultKind.Deny or SimulatorFaultKind.DenyRole
        or SimulatorFaultKind.DisableRegion or SimulatorFaultKind.EmptyScope or SimulatorFaultKind.PortReject;

    private readonly ConcurrentDictionary<FaultCall, bool> calls = new();

    public void Note(in FaultCall call)
    {
        if (isNoted)
        {
            calls.TryAdd(call with { Page = null }, true);
        }
    }

    /// <summary>Whether such a call was refused.</summary>
    public bool Has(FaultCall call) =>
        !calls.IsEmpty && (fault.Kind == SimulatorFaultKind.PortReject ? calls.ContainsKey(call) : calls.Keys.Any(refused => IsLike(refused, call)));

    // What one of the two leaves open the other one may be.
    private static bool IsLike(in FaultCall refused, in FaultCall call) =>
        IsLike(refused.Service, call.Service)
        && IsLike(refused.Operation, call.Operation)
        && IsLike(refused.Account, call.Account)
        && IsLike(refused.Region, call.Region)
        && IsLike(refused.ResourceKind, call.ResourceKind)
        && IsLike(refused.Role, call.Role);

    private static bool IsLike(string? one, string? other) => one is null || other is null || one == other;
}
