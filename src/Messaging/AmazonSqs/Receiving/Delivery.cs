using Amazon.SQS.Model;

namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>
/// A message while it is here: from when it is received until it is deleted or given back. A redelivery meanwhile is
/// the same message with another receipt, of which only the last is good for anything.
/// </summary>
internal sealed class Delivery(Message message, TimeSpan received, TimeSpan hiddenUntil)
{
    private readonly Lock _lock = new();
    private SqsReceiveContext? _handling;
    private bool _cancelled;
    private bool _returning;
    private bool _closed;

    public Message Message { get; } = message;

    /// <summary>The one to handle after this one, where order counts.</summary>
    public Delivery? Next { get; set; }

    public string Receipt { get; private set; } = message.ReceiptHandle;

    /// <summary>When it was received, by the endpoint's clock.</summary>
    public TimeSpan Received { get; private set; } = received;

    /// <summary>Until when SQS hides it from others, as far as is known here.</summary>
    public TimeSpan HiddenUntil { get; private set; } = hiddenUntil;

    /// <summary>SQS does not know the receipt any more.</summary>
    public bool IsLost { get; private set; }

    /// <summary>It may have been received elsewhere while it was here, so a delete that succeeds need not have deleted it.</summary>
    public bool IsInDoubt { get; private set; }

    /// <summary>Whether it is worth hiding on.</summary>
    public bool IsKept
    {
        get
        {
            lock (_lock)
            {
                return !_cancelled && !_returning && !IsLost;
            }
        }
    }

    /// <summary>It was received once more.</summary>
    /// <returns>False when it is on its way out, and so is a message of its own again.</returns>
    public bool Redelivered(string receipt, TimeSpan received, TimeSpan hiddenUntil)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return false;
            }

            (Receipt, Received, HiddenUntil, IsLost, IsInDoubt) = (receipt, received, hiddenUntil, false, true);
            return true;
        }
    }

    /// <summary>It is being given back: nothing is to hide it any more.</summary>
    public void Returning()
    {
        lock (_lock)
        {
            _returning = true;
        }
    }

    /// <summary>Lets it go, unless it has been received again since.</summary>
    /// <param name="receipt">The receipt that SQS was told about.</param>
    public bool TryClose(string receipt)
    {
        lock (_lock)
        {
            return _closed = receipt == Receipt;
        }
    }

    public void Hidden(string receipt, TimeSpan until)
    {
        lock (_lock)
        {
            if (receipt == Receipt)
            {
                HiddenUntil = until;
            }
        }
    }

    /// <summary>Begins to handle it, unless somebody else may have begun.</summary>
    public bool TryStart(SqsReceiveContext context, TimeSpan now)
    {
        lock (_lock)
        {
            if (IsLost || now >= HiddenUntil)
            {
                return false;
            }

            _handling = context;
            return true;
        }
    }

    /// <summary>Its handler has ended, and must not be cancelled after that.</summary>
    public void Ended(TimeSpan now)
    {
        lock (_lock)
        {
            _handling = null;
            IsInDoubt |= now >= HiddenUntil;
        }
    }

    /// <summary>SQS does not know a receipt: cancels the handler, unless there is a newer receipt.</summary>
    public bool Lose(string receipt)
    {
        lock (_lock)
        {
            if (receipt != Receipt || IsLost)
            {
                return false;
            }

            (IsLost, IsInDoubt) = (true, true);
            _handling?.Cancel();
            return true;
        }
    }

    /// <summary>Cancels the handler, and lets the message go.</summary>
    public bool Cancel()
    {
        lock (_lock)
        {
            if (_cancelled || _handling is null)
            {
                return false;
            }

            _cancelled = true;
            _handling.Cancel();
            return true;
        }
    }
}
