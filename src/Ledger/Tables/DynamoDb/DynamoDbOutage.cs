using Amazon.DynamoDBv2.Model;

namespace Pipeline.Ledger.Tables.DynamoDb;

/// <summary>Tells once that the table is waited for, and once that it answers again, however many requests there are.</summary>
/// <param name="table">The table's name: DynamoDB does not say which one it misses.</param>
/// <param name="tell">Told the reason, and null when it is over; null for nobody.</param>
/// <param name="time">Tells how long it lasts.</param>
internal sealed class DynamoDbOutage(string table, Action<Exception?>? tell, TimeProvider time)
{
    // A throttled request now and then is no outage.
    private static readonly TimeSpan Unnoticed = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private long? _since;
    private bool _isTold;

    public void Refused(Exception exception)
    {
        lock (_lock)
        {
            _since ??= time.GetTimestamp();
            if (_isTold || time.GetElapsedTime(_since.Value) < Unnoticed)
            {
                return;
            }

            _isTold = true;
        }

        tell?.Invoke(exception is ResourceNotFoundException ? new DynamoDbTableException($"The table {table} does not exist.") : exception);
    }

    public void Answered()
    {
        if (_since is null)
        {
            return;
        }

        lock (_lock)
        {
            (_since, var wasTold) = (null, _isTold);
            _isTold = false;
            if (!wasTold)
            {
                return;
            }
        }

        tell?.Invoke(null);
    }
}
