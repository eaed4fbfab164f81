using System.Text;
using System.Text.RegularExpressions;
using Pipeline.Contracts;
using Pipeline.Ingress.LiveEvents.Catalog;
using Pipeline.Ingress.LiveEvents.Parsing;
using Pipeline.Jq.Fuzz.Generation;

namespace Pipeline.Ingress.Fuzz;

/// <summary>
/// Reads generated bodies. Each must be read or refused by one of the two exceptions that callers know, and whatever is read of
/// it must have the form that lets it be asked for at AWS.
/// </summary>
internal sealed partial class EventFuzz(ulong seed)
{
    private static readonly EventParser Parser = new(EventCatalog.Load(), TimeProvider.System);

    private readonly ulong _seed = seed;
    private readonly BodyGenerator _bodies = new(new Dice(seed));

    public long Bodies { get; private set; }

    public long Events { get; private set; }

    public long Refused { get; private set; }

    /// <summary>What went wrong, with the body; null while nothing did.</summary>
    public string? Failure { get; private set; }

    public void Try(int count)
    {
        for (var i = 0; i < count && Failure is null; i++)
        {
            var body = _bodies.Next();
            Bodies++;
            try
            {
                var reading = Parser.Parse(body);
                Events += reading.Changes.Count;
                Failure = reading.Changes.Select(change => FaultOf(change.Resource)).FirstOrDefault(fault => fault is not null) is { } fault ? Say(body, fault) : null;
            }
            catch (Exception exception) when (exception is NotJsonException or BadEventException)
            {
                Refused++;
            }
            catch (Exception exception)
            {
                Failure = Say(body, exception.ToString());
            }
        }
    }

    private static string? FaultOf(ResourceKey resource) =>
        !Kind().IsMatch(resource.Kind) ? $"the kind '{resource.Kind}' was let through"
        : resource.AccountId.Length > 0 && !Account().IsMatch(resource.AccountId) ? $"the account '{resource.AccountId}' was let through"
        : resource.Region.Length > 0 && !Region().IsMatch(resource.Region) ? $"the region '{resource.Region}' was let through"
        : resource.Identifier.Length is 0 or > 1024 || resource.Identifier.Any(char.IsControl) ? "an impossible identifier was let through"
        : null;

    private string Say(byte[] body, string fault) => $"Body {Bodies} of seed {_seed}: {fault}\n{Convert.ToBase64String(body)}\n{Encoding.UTF8.GetString(body)}";

    [GeneratedRegex(@"\A[A-Za-z0-9]+::[A-Za-z0-9]+::[A-Za-z0-9]+\z")]
    private static partial Regex Kind();

    [GeneratedRegex(@"\A[0-9]{12}\z")]
    private static partial Regex Account();

    [GeneratedRegex(@"\A[a-z]+(-[a-z]+)+-[0-9]+\z")]
    private static partial Regex Region();
}
