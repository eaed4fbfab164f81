using Pipeline.Simulator.Faults;
using Pipeline.Simulator.Kinds;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Demo.Oracle;

/// <summary>Which injected faults keep, or have kept, a scope from being read to its end.</summary>
internal sealed class Excuses(SimulatedOrganisation organisation, SimulatorOptions options, FaultBook faults)
{
    private static readonly SimulatorFaultKind[] OfCalls =
    [
        SimulatorFaultKind.Deny, SimulatorFaultKind.DisableRegion, SimulatorFaultKind.Throttle, SimulatorFaultKind.ExpireCredentials,
        SimulatorFaultKind.EmptyScope,
    ];

    private static readonly SimulatorFaultKind[] OfPages =
        [SimulatorFaultKind.FailPage, SimulatorFaultKind.CutPage, SimulatorFaultKind.ExpirePageToken];

    /// <summary>Why the organisation's accounts cannot be listed; null when they can.</summary>
    public string? OfOrganisation()
    {
        if (!organisation.InOrganization)
        {
            return "The account is in no organisation";
        }

        var role = new FaultCall { Service = "sts", Operation = "AssumeRole", Account = organisation.Management.Id, Role = options.OrganizationRoleName };
        var list = new FaultCall { Service = "organizations", Operation = "ListAccounts", Account = organisation.Management.Id, Region = "us-east-1" };
        return (faults.FindFinal(SimulatorFaultKind.DenyRole, role) ?? faults.FindFinal(SimulatorFaultKind.Deny, list))?.ToString();
    }

    public bool IsSuspended(SimulatedAccount account) =>
        faults.FindFinal(SimulatorFaultKind.SuspendAccount, new FaultCall { Account = account.Id }) is not null;

    /// <summary>Why Port does not take the entity; null when it does.</summary>
    public string? OfEntity(string blueprint, string identifier) =>
        faults.FindFinal(SimulatorFaultKind.PortReject, new FaultCall { Blueprint = blueprint, Identifier = identifier })?.ToString();

    /// <summary>Why the scope cannot be read to its end; null when it can.</summary>
    public string? Of(SimulatedAccount account, SimulatedKind kind, string region)
    {
        if (kind.ListRequires.Count > 0)
        {
            return $"{kind.Name} cannot be listed without {string.Join(", ", kind.ListRequires)}";
        }

        if (CommonKindFacts.WithoutListHandler.Contains(kind.Name))
        {
            return $"{kind.Name} cannot be listed";
        }

        return OfAccount(account)?.ToString() ?? (kind.IsGlobal ? organisation.Regions : [region])
            .Select(each => OfScope(account.Id, kind, each)?.ToString())
            .FirstOrDefault(excuse => excuse is not null);
    }

    private SimulatorFault? OfAccount(SimulatedAccount account)
    {
        var regions = new FaultCall { Service = "account", Operation = "ListRegions", Account = account.Id, Region = "us-east-1" };
        var unreadable = faults.FindFinal(SimulatorFaultKind.Deny, regions);
        if (account == organisation.Installation)
        {
            return unreadable;
        }

        var role = new FaultCall { Service = "sts", Operation = "AssumeRole", Account = account.Id, Role = options.AccountReadRoleName };
        return faults.FindFinal(SimulatorFaultKind.DenyRole, role) ?? faults.FindFinal(SimulatorFaultKind.SuspendAccount, role) ?? unreadable;
    }

    private SimulatorFault? OfScope(string account, SimulatedKind kind, string region)
    {
        (string Service, string Operation)[] calls = kind.Name == "AWS::SQS::Queue"
            ? [("sqs", "ListQueues"), ("cloudcontrolapi", "GetResource")]
            : kind.ListsIdentifiersOnly ? [("cloudcontrolapi", "ListResources"), ("cloudcontrolapi", "GetResource")] : [("cloudcontrolapi", "ListResources")];
        foreach (var (service, operation) in calls)
        {
            var call = new FaultCall { Service = service, Operation = operation, Account = account, Region = region, ResourceKind = kind.Name };
            var found = OfCalls.Select(fault => faults.FindFinal(fault, call))
                .Concat(from page in Enumerable.Range(1, PagesOf(service)) from fault in OfPages select faults.FindFinal(fault, call with { Page = page }))
                .FirstOrDefault(fault => fault is not null);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    // How large pages are is the caller's choice; the smallest usual ones give the most.
    private int PagesOf(string service) => (options.ResourcesPerScope / (service == "sqs" ? 1000 : options.PageSize)) + 1;
}
