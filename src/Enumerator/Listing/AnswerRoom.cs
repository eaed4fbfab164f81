using Pipeline.Contracts;
using Pipeline.Messaging.Flow;

namespace Pipeline.Enumerator.Listing;

/// <summary>
/// Room for AWS's next answer, taken before it is asked for: an answer that waits for room once it is read takes the
/// memory already, and every scope that is listed may hold one.
/// </summary>
internal sealed class AnswerRoom(PageCredit credit, EnumerateScope order) : IDisposable
{
    // Of a scope that has not been answered yet. Small enough that all of them may ask at once.
    private const int UnknownBytes = 65_536;

    private int _expected = UnknownBytes;
    private BatchId? _held;

    /// <summary>Waits for as much room as the last answer took.</summary>
    /// <param name="page">The number that the answer's first page will have.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task TakeAsync(int page, CancellationToken cancellationToken)
    {
        var batch = BatchOf(order, page);
        _held = batch;
        return credit.TakeAsync(batch, _expected, cancellationToken);
    }

    /// <summary>The answer came: its page has the room now, and who maps that gives it back.</summary>
    public void Answered() => _held = null;

    /// <summary>The next answer will take about as much as this one did.</summary>
    public void Expect(int bytes) => _expected = bytes;

    /// <summary>Gives back what was taken for an answer that did not come.</summary>
    public void Dispose()
    {
        if (_held is { } batch)
        {
            credit.Return(batch);
        }
    }

    /// <summary>The batch that a page of a listing is.</summary>
    public static BatchId BatchOf(EnumerateScope order, int page) => new(order.RunId, order.Scope.ToString(), order.Attempt, page);
}
