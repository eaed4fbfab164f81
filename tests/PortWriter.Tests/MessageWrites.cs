using Pipeline.Contracts;
using Pipeline.Port;
using Pipeline.PortWriter.Bulk;

namespace Pipeline.PortWriter.Tests;

/// <summary>Writes all entities of a message, whatever the ledger says.</summary>
internal static class MessageWrites
{
    public static Task<IReadOnlyList<EntityOutcome>> WriteMessageAsync(
        this BulkWriter writer, EntitiesMapped message, CancellationToken cancellationToken) =>
        writer.WriteAsync(message.Entities, message.Options, message.RunId, cancellationToken);
}
