using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Messaging.DeadLetters;

namespace Pipeline.Hosting.DeadLetters.Standalone;

/// <summary>Does the replays that are asked for, in the process that has the bus.</summary>
internal sealed partial class LetterReplay(
    KeptLetters letters, ReplayRequests requests, LetterSender sender, IClaimCheckStore store, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<LetterReplay> logger)
    : BackgroundService
{
    // A letter may be a page of 200 KB that makes many times as much.
    private const int UnderWayAtOnce = 8;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ClaimRenewal _claims = new(store);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        sender.Connect();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        using var looks = new PeriodicTimer(Interval, time);
        do
        {
            await TryReplayAsync(stoppingToken);
        }
        while (await looks.WaitForNextTickAsync(stoppingToken));
    }

    // The loop outlives every error: what could not be sent now is sent the next time.
    private async Task TryReplayAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var (file, request) in requests.Read())
            {
                Log.Replayed(logger, await ReplayAsync(request, stoppingToken));
                ReplayRequests.Done(file);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception);
        }
    }

    private async Task<int> ReplayAsync(ReplayRequest request, CancellationToken stoppingToken)
    {
        var (pace, sent) = (new ReplayPace(request.PerSecond, time), 0);
        List<Task> underWay = [];
        await foreach (var letter in letters.ReadAsync(request.Filter, stoppingToken))
        {
            if (sent == request.Most)
            {
                break;
            }

            if (await _claims.RenewAsync(letter.Letter, stoppingToken) is { } reason)
            {
                Log.NotSent(logger, reason);
                continue;
            }

            await pace.WaitAsync(1, stoppingToken);
            underWay.Add(SendAsync(letter));
            sent++;
            if (underWay.Count >= UnderWayAtOnce)
            {
                await Task.WhenAny(underWay).WaitAsync(stoppingToken);
                underWay.RemoveAll(task => task.IsCompleted);
            }
        }

        await Task.WhenAll(underWay).WaitAsync(stoppingToken);
        return sent;
    }

    private async Task SendAsync(StoredLetter letter)
    {
        if (await sender.SendAsync(letter))
        {
            await letters.RemoveAsync(letter);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Count} dead letters were sent again, and what came of them is done")]
        public static partial void Replayed(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Warning, "A dead letter cannot be sent again: {Reason}")]
        public static partial void NotSent(ILogger logger, string reason);

        [LoggerMessage(3, LogLevel.Warning, "Dead letters could not be sent again, and will be tried once more")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
