using Pipeline.Port;

namespace Pipeline.Ingress.Installation.Removal;

/// <summary>Carries a removal out. What fails is told and keeps nothing else from going; the integration goes last, so that it can be tried again.</summary>
public sealed class RemovalRun(PortClient port, TimeProvider time)
{
    private static readonly TimeSpan s_firstLook = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_laterLooks = TimeSpan.FromSeconds(5);

    private static readonly string[] s_underWay = ["RUNNING", "INITIALIZING", "PENDING"];

    /// <summary>Removes.</summary>
    /// <param name="plan">What to remove.</param>
    /// <param name="say">Takes a sentence for each thing that is done.</param>
    /// <param name="cancellationToken">Stops between two requests; the rest is still there.</param>
    /// <returns>A sentence for each thing that was not removed.</returns>
    public async Task<IReadOnlyList<string>> CarryOutAsync(RemovalPlan plan, Action<string> say, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(say);
        var faults = new List<string>();
        foreach (var blueprint in plan.Blueprints)
        {
            await TryAsync(blueprint.Identifier, () => RemoveAsync(blueprint, say, faults, cancellationToken), faults);
        }

        if (plan.HasIntegration && faults.Count == 0)
        {
            await TryAsync("the integration", async () =>
            {
                await port.DeleteIntegrationAsync(cancellationToken);
                say("Deleted the integration");
            }, faults);
        }

        return faults;
    }

    private async Task RemoveAsync(BlueprintRemoval blueprint, Action<string> say, List<string> faults, CancellationToken cancellationToken)
    {
        // Somebody may have written to it since the plan was made and agreed to.
        if (blueprint.Kept is null && await port.CountEntitiesAsync(blueprint.Identifier, cancellationToken) <= blueprint.Owned.Count)
        {
            if (await port.DeleteBlueprintWithEntitiesAsync(blueprint.Identifier, cancellationToken) is { } migration)
            {
                await WaitAsync(blueprint.Identifier, migration, faults, cancellationToken);
            }

            say($"Deleted {blueprint.Identifier} with {blueprint.Owned.Count} entities");
            return;
        }

        var result = await port.DeleteAsync(blueprint.Identifier, blueprint.Owned, deleteDependents: false, cancellationToken);
        faults.AddRange(result.Rejected.Select(rejection => $"{blueprint.Identifier} {rejection.Identifier}: {rejection.Reason ?? rejection.Error}"));
        say($"Deleted {result.Deleted.Count} entities of {blueprint.Identifier}");
        if (blueprint.Kept is null)
        {
            faults.Add($"{blueprint.Identifier} has entities that it did not have before: it is kept");
        }
    }

    private async Task WaitAsync(string blueprint, string migration, List<string> faults, CancellationToken cancellationToken)
    {
        for (var pause = s_firstLook; ; pause = s_laterLooks)
        {
            var status = await port.FindMigrationStatusAsync(migration, cancellationToken);
            if (!s_underWay.Contains(status))
            {
                if (status != "COMPLETED")
                {
                    faults.Add($"{blueprint}: migration {migration} ended as {status ?? "unknown to Port"}");
                }

                return;
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private static async Task TryAsync(string what, Func<Task> remove, List<string> faults)
    {
        try
        {
            await remove();
        }
        catch (PortException exception)
        {
            faults.Add($"{what}: {exception.Message}");
        }
    }
}
