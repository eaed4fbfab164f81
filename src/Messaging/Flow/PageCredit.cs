using Pipeline.Contracts;

namespace Pipeline.Messaging.Flow;

/// <summary>
/// Keeps memory flat where the bus has no bound of its own. Listing takes credit for a page before it asks AWS for
/// it, sets that to the page's size before it publishes it, and mapping gives it back when it has published what it made of the page. Mapping in turn takes credit for each part
/// before it publishes that, and writing gives it back when the part is settled.
/// </summary>
/// <remarks>
/// Half of the capacity is for either: a page may map to many times its size. Writing waits for neither half and
/// mapping for the second only, so nobody waits in a circle.
/// </remarks>
/// <param name="capacity">Bytes that may be on their way at one time. What is larger than its half travels alone.</param>
/// <param name="stopping">Set when the process is to stop: nobody is left to give credit back, so no more is given.</param>
public sealed class PageCredit(long capacity, CancellationToken stopping)
{
    private readonly CreditLine<BatchId> _pages = new(capacity - (capacity / 2), stopping);
    private readonly CreditLine<(BatchId Page, int Part)> _parts = new(capacity / 2, stopping);

    /// <summary>Where messages wait in queues and not in memory, nothing is taken and nothing is kept.</summary>
    public static PageCredit Unlimited { get; } = new(long.MaxValue, CancellationToken.None);

    /// <summary>How many pages and parts wait for credit.</summary>
    public int Waiting => _pages.Waiting + _parts.Waiting;

    private bool IsUnlimited => capacity == long.MaxValue;

    /// <summary>
    /// Waits until there is room for a page. A page that has credit already, from before it was asked for or from
    /// before a redelivery, does not wait: its credit becomes what is asked for now.
    /// </summary>
    /// <exception cref="OperationCanceledException">The wait was given up, or the process stops; no credit is held for it.</exception>
    public Task TakeAsync(BatchId page, int bytes, CancellationToken cancellationToken) =>
        IsUnlimited ? Task.CompletedTask : _pages.TakeAsync(page, bytes, cancellationToken);

    /// <summary>Waits until there is room for what a page was mapped to, or a part of it.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up, or the process stops; no credit is held for it.</exception>
    public Task TakeAsync(BatchId page, int part, int bytes, CancellationToken cancellationToken) =>
        IsUnlimited ? Task.CompletedTask : _parts.TakeAsync((page, part), bytes, cancellationToken);

    /// <summary>Gives a page's credit back: all that was made of it is published.</summary>
    public void Return(BatchId page) => _pages.Return(page);

    /// <summary>Gives a part's credit back: it is settled.</summary>
    public void Return(BatchId page, int part) => _parts.Return((page, part));

    /// <summary>Gives back what a page and its parts hold, whatever became of them.</summary>
    public void Forfeit(BatchId page)
    {
        _pages.Return(page);
        _parts.Return(part => part.Page == page);
    }

    /// <summary>Gives back what a run that has ended still holds: for pages that were never published.</summary>
    public void Forfeit(Guid runId)
    {
        _pages.Return(page => page.RunId == runId);
        _parts.Return(part => part.Page.RunId == runId);
    }
}
