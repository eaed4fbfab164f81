namespace Pipeline.Port;

/// <summary>
/// What the failures of a write say: that Port is in trouble, or that the request carries what Port cannot take. The
/// measure is how often writes fail that Port takes in the end: a row of failures that would be most unlikely for them
/// speaks against the request. While no write succeeds it is Port. Used by one call at a time.
/// </summary>
/// <param name="health">Counts the writes of the process.</param>
/// <param name="entities">Entities in the request.</param>
internal sealed class Blame(PortHealth health, int entities)
{
    /// <summary>Failures after which a request of several entities is divided: less would divide for every blip.</summary>
    private const int TriesOfMany = 3;

    /// <summary>One that does not answer costs its whole time, and is rarer than an error: it counts as so many.</summary>
    private const int WeightOfSilence = 4;

    /// <summary>
    /// So many failures are needed of a request that was never larger, and are enough while no other write failed for
    /// nothing. Where nothing else is being written they take a minute and a half.
    /// </summary>
    private const int WeightOfOneAlone = 10;

    /// <summary>With more of all writes failing, Port is in trouble, and nothing is held against a request.</summary>
    private const double TroubledShare = 0.25;

    /// <summary>A row of failures less likely than this is no chance: among a million entities one is blamed wrongly.</summary>
    private const double Chance = 1e-6;

    private WriteCount? _others;
    private int _weight;
    private int _tries;
    private bool _isSilent;
    private bool _isPart;

    /// <summary>Whether its failures were held against it, so that it is not sent again as it is.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>Whether Port took other writes since it first failed.</summary>
    public bool OthersSucceed => _others is { } since && health.Writes.Taken > since.Taken;

    /// <summary>Whether its next failure says nothing about Port: it works, or the part of a request that failed was to fail.</summary>
    public bool IsExcused => OthersSucceed || (_isPart && _tries < TriesOfMany);

    /// <summary>Notes a failure. True when it speaks against Port.</summary>
    public bool Failed(bool isSilent)
    {
        var isExcused = IsExcused;
        health.WriteFailed();
        _others ??= health.Writes;
        _tries++;
        _isSilent = isSilent;
        _weight += isSilent ? WeightOfSilence : 1;
        return !isExcused;
    }

    /// <summary>Whether a refusal that would also fit a wrong address or wrong credentials is about this request: others were not refused.</summary>
    public bool IsRefusedAlone => health.HasWritten;

    /// <summary>Notes that Port did it, or refused it with a reason.</summary>
    public void Taken(bool isDone) => health.WriteTaken(_tries, isDone);

    /// <summary>A part of it, which inherits what is held against the whole.</summary>
    public Blame Part(int count) => new(health, count) { _others = _others, _weight = _weight, _isPart = true };

    /// <summary>Whether to stop sending it: to divide it, or to reject the one entity that is left.</summary>
    /// <param name="isPortThere">Asks Port something else.</param>
    public async ValueTask<bool> SettleAsync(Func<Task<bool>> isPortThere)
    {
        if (entities > 1)
        {
            IsSettled = IsDivisible() || ((_isSilent || health.Outage is not null) && await isPortThere());
        }
        else if (IsUnlikely() && !(IsSettled = await isPortThere()))
        {
            // It is Port after all.
            (_others, _weight, _tries) = (null, 0, 0);
        }

        return IsSettled;
    }

    private bool IsDivisible() => OthersSucceed ? _isSilent || _tries >= TriesOfMany : health.Outage is null && _tries >= TriesOfMany;

    private bool IsUnlikely()
    {
        if (_others is not { } since)
        {
            return false;
        }

        var now = health.Writes;
        var (taken, recovered) = (now.Taken - since.Taken, now.Recovered - since.Recovered);
        if (taken == 0)
        {
            // Then it is decided by what else Port answers, unless several fail: that is Port.
            return !_isPart && _weight >= WeightOfOneAlone && now.Failures - since.Failures == _tries - 1;
        }

        if (_isPart ? _tries < 2 : _weight < WeightOfOneAlone)
        {
            return false;
        }

        var share = (recovered + 1.0) / (taken + recovered + 2);
        return (recovered == 0 && _weight >= WeightOfOneAlone) || (share <= TroubledShare && Math.Pow(share, _weight) <= Chance);
    }
}
