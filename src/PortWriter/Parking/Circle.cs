using Pipeline.Contracts;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Parking;

/// <summary>
/// Resources whose entities relate to each other in a circle. Each writes its entities without these relations first, and
/// waits for the others, so that each is there for the others.
/// </summary>
/// <param name="bare">The entities without the relations of the circle.</param>
/// <param name="members">How many resources take part.</param>
internal sealed class Circle(IReadOnlyDictionary<EntityKey, MappedEntity> bare, int members)
{
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _awaited = members;

    /// <summary>The part of one resource. Whoever leaves without having come is not waited for.</summary>
    public Seat Join() => new(this);

    private void Come()
    {
        if (Interlocked.Decrement(ref _awaited) == 0)
        {
            _complete.SetResult();
        }
    }

    /// <summary>The part of one resource in a circle.</summary>
    internal sealed class Seat(Circle circle) : IDisposable
    {
        private bool _came;

        /// <summary>The first form of an entity; null when it relates to nothing of the circle.</summary>
        public MappedEntity? Bare(EntityKey entity) => circle.BareOf(entity);

        /// <summary>Says that the first forms are written, and waits until those of all others are.</summary>
        public Task MeetAsync(CancellationToken cancellationToken)
        {
            Dispose();
            return circle._complete.Task.WaitAsync(cancellationToken);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (!_came)
            {
                _came = true;
                circle.Come();
            }
        }
    }

    private MappedEntity? BareOf(EntityKey entity) => bare.GetValueOrDefault(entity);
}
