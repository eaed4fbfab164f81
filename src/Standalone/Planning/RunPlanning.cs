using MassTransit;
using Pipeline.Contracts;
using Pipeline.Ingress.Installation;
using Pipeline.Ingress.Mappings;
using Pipeline.Ledger;
using Pipeline.Ledger.Queue;
using Pipeline.Ledger.Resources;
using Pipeline.Ledger.Tables.Content;
using Pipeline.Ledger.Tables.Sqlite;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.PortWriter.Planning;
using Pipeline.ServiceDefaults;
using Pipeline.Standalone.Hosting;

namespace Pipeline.Standalone.Planning;

/// <summary>Does a run that changes nothing, and says what it would have changed.</summary>
internal sealed class RunPlanning(
    OrganisationCheck organisation,
    PlannedInstallation installation,
    MappingVersions mappings,
    IRunLedger ledger,
    ChangePlan plan,
    PlanReader reader,
    IBus bus,
    TimeProvider time)
{
    /// <summary>Plans.</summary>
    /// <param name="request">The run.</param>
    /// <param name="mapping">A mapping in place of Port's; null for Port's.</param>
    /// <param name="settings">The installation with the home that the plan was copied from.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<PlanReport> PlanAsync(
        RunRequest request, IMappingOrigin? mapping, PipelineSettings settings, CancellationToken cancellationToken)
    {
        await organisation.RequireAsync(cancellationToken);
        var installed = await installation.ReadAsync(cancellationToken);
        plan.NewBlueprints = installation.NewBlueprints.ToHashSet(StringComparer.Ordinal);
        var version = await mappings.AddAsync(mapping is null ? installed : await mapping.ReadAsync(cancellationToken), cancellationToken);
        var document = await mappings.GetAsync(version, cancellationToken);
        var run = new RunRecord
        {
            RunId = Guid.CreateVersion7(time.GetUtcNow()),
            MappingVersion = version,
            Trigger = request.Trigger,
            StartedAt = time.GetUtcNow(),
            Only = request.Only.IsEverything ? null : request.Only,
            Refresh = request.Refresh,
            AllowDeletes = request.AllowDeletes || settings.Convergence.AllowDeletes,
            AllowsOtherAccounts = request.AllowDeletes,
            DeletionThreshold = document.EntityDeletionThreshold,
        };
        await ledger.BeginRunAsync(run, cancellationToken);
        await bus.Publish(new StartRun { RunId = run.RunId, MappingVersion = version, Only = request.Only }, cancellationToken);
        await plan.Finished.WaitAsync(cancellationToken);
        return new PlanReport
        {
            Run = (await ledger.FindRunAsync(run.RunId, cancellationToken))!,
            CreatesIntegration = !installation.Exists,
            NewBlueprints = installation.NewBlueprints,
            Changes = await ChangesAsync(document.Options.CreateMissingRelatedEntities, settings, cancellationToken),
        };
    }

    private async Task<IReadOnlyList<ReportedChange>> ChangesAsync(
        bool makesPlaceholders, PipelineSettings settings, CancellationToken cancellationToken)
    {
        await using var table = File.Exists(settings.LedgerFile()) ? SqliteLedgerTable.OpenToRead(settings.LedgerFile(), time) : null;
        var before = table is null ? null : new EntityLedger(new PackedTable(table));
        var changes = await reader.ReadAsync(before, makesPlaceholders, cancellationToken);
        return [.. changes.Select(change => new ReportedChange(
            change.Change.Kind, change.Change.Entity.Blueprint, change.Change.Entity.Identifier, change.Scope, change.Change.Differences))];
    }
}
