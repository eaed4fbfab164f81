using System.Collections.Immutable;
using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Observing;

namespace Pipeline.PortWriter.Tests.Protocol;

/// <summary>
/// One state of a small world: a row, what Port holds, messages on their way and writers at work. The row is weighed,
/// claimed and settled by the stage's own code.
/// </summary>
internal sealed record World(
    string Truth, ResourceRow Row, ImmutableSortedDictionary<string, string> Port, ImmutableList<Observed> Messages, ImmutableList<Writer> Writers, int Tickets, int Crashes)
{
    public bool IsIdle => Messages.Count == 0 && Writers.Count == 0;

    public bool IsTrue => string.Concat(Port.Select(entity => entity.Key + entity.Value)) == Truth;

    /// <summary>Equal for states that behave alike.</summary>
    public string Key => string.Join('|', Describe(Row), string.Join(',', Port.Select(entity => entity.Key + entity.Value)),
        string.Join(',', Messages.Select(message => message.ToString()).Order(StringComparer.Ordinal)),
        string.Join(',', Writers.Select(writer => $"{writer.Message} {writer.Next} {writer.Token} {Describe(writer.Before)}").Order(StringComparer.Ordinal)), Tickets, Crashes);

    /// <summary>Everything that can happen next.</summary>
    public IEnumerable<World> Next(int writers)
    {
        foreach (var message in Messages.Distinct().Where(message => message == Observed.Hint || Writers.Count < writers))
        {
            yield return message == Observed.Hint
                ? this with { Messages = Messages.Remove(message).Add(new Observed(Tickets + 1, Truth)), Tickets = Tickets + 1 }
                : Deliver(message);
        }

        foreach (var writer in Writers)
        {
            yield return Advance(writer);
            if (Crashes > 0)
            {
                yield return this with { Writers = Writers.Remove(writer), Messages = Messages.Add(writer.Message), Crashes = Crashes - 1 };
            }
        }
    }

    private World Deliver(Observed message)
    {
        var token = 1UL;
        while (Row.Claims.Any(claim => claim.Token == token) || Writers.Any(writer => writer.Token == token))
        {
            token++;
        }

        var (work, row) = Writer.Weigh(message, token, Row);
        var after = this with { Row = row ?? Row, Messages = Messages.Remove(message) };
        var begun = new Writer(message, token, Row, work.Verdict == Verdict.Claimed ? Step.Upsert : Step.AskOnly);
        return work.Verdict == Verdict.Claimed || work.Verdict == Verdict.Unordered || work.IsSuspected ? after with { Writers = after.Writers.Add(begun) } : after;
    }

    private World Advance(Writer writer)
    {
        var work = writer.Work();
        return writer.Next switch
        {
            Step.Upsert => Move(writer, Step.Delete) with { Port = Port.SetItems(work.Entities.Where(entity => entity.Fate == EntityFate.Pending).Select(entity => KeyValuePair.Create(entity.Key.Identifier, $"{(char)entity.Observed.Hash.High}"))) },
            Step.Delete => Move(writer, Step.Settle) with { Port = Port.RemoveRange(work.Leaving.Select(made => made.Entity.Identifier)) },
            Step.Settle => Settle(writer, work),
            Step.AskOnly => Move(writer, Step.Done) with { Messages = Messages.Add(Observed.Hint) },
            Step.Ask => Move(writer, Step.Release) with { Messages = Messages.Add(Observed.Hint) },
            _ => Move(writer, Step.Done) with { Row = RowClaims.Without(Row, writer.Token) },
        };
    }

    private World Settle(Writer writer, ResourceWork work)
    {
        var (row, asks) = Confirmation.Settle(work, Writer.ObservationOf(writer.Message), Row);
        return Move(writer, asks ? Step.Ask : Step.Done) with { Row = row };
    }

    private World Move(Writer writer, Step next) =>
        this with { Writers = next == Step.Done ? Writers.Remove(writer) : Writers.Replace(writer, writer with { Next = next }) };

    private static string Describe(ResourceRow row) =>
        $"{row.Claimed.Ticket}/{row.Confirmed.Ticket}/{row.IsPresent}/{string.Join(' ', row.Claims.Select(claim => $"{claim.Token}.{claim.Order.Ticket}.{claim.IsDoubted}"))}/"
        + string.Join(' ', row.Contributions.Select(made => $"{made.Entity.Identifier}{made.Hash.High}.{(int)made.State}").Order(StringComparer.Ordinal));
}
