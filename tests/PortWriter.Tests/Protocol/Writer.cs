using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Mappings;
using Pipeline.PortWriter.Observing;

namespace Pipeline.PortWriter.Tests.Protocol;

/// <summary>A writer of the model, between two of its steps.</summary>
/// <param name="Message">What it writes.</param>
/// <param name="Token">Its claim.</param>
/// <param name="Before">The row that it claimed.</param>
/// <param name="Next">The step it takes next.</param>
internal sealed record Writer(Observed Message, ulong Token, ResourceRow Before, Step Next)
{
    private static readonly RowKey Row = new(new Scope { AccountId = "100000000001", Region = "eu-west-1", Kind = "AWS::S3::Bucket" }, "r");
    private static readonly LeftBlocks Nothing = new("1-a", new Dictionary<string, IReadOnlySet<int>?>());

    /// <summary>Weighs the message against a row, as the stage does.</summary>
    public static (ResourceWork Work, ResourceRow? Row) Weigh(Observed message, ulong token, ResourceRow row)
    {
        var observation = ObservationOf(message);
        var work = new ResourceWork(observation.Resources[0], token, DateTimeOffset.UnixEpoch.AddYears(50));
        return (work, RowClaim.Weigh(work, observation, row, Nothing));
    }

    /// <summary>The observation of a message.</summary>
    public static Observation ObservationOf(Observed message) => new()
    {
        Scope = Row.Scope,
        Order = new ObservationOrder("1-a", message.Ticket),
        RemovesAtOnce = true,
        RemovesRetired = message.Shows.Length == 0,
        Resources = [new ObservedResource(Row, message.Shows.Length == 0 ? [] : [EntityOf(message.Shows)], message.Shows.Length > 0, IsFaulted: false)],
    };

    /// <summary>The work as far as it has come.</summary>
    public ResourceWork Work()
    {
        var (work, _) = Weigh(Message, Token, Before);
        foreach (var entity in work.Entities.Where(entity => Next > Step.Upsert && entity.Fate == EntityFate.Pending))
        {
            (entity.WasSent, entity.Fate) = (true, EntityFate.Written);
        }

        if (Next > Step.Delete)
        {
            work.Left.UnionWith(work.Leaving.Select(made => made.Entity));
        }

        return work;
    }

    private static ObservedEntity EntityOf(string shows)
    {
        var entity = new MappedEntity { Block = 0, Resource = "r", Blueprint = "service", Identifier = shows[..1], Body = JsonElement.Parse("{}") };
        return new ObservedEntity(new EntityKey("service", shows[..1]), entity, new EntityHash(shows[1], 0), IsSearched: false);
    }
}
