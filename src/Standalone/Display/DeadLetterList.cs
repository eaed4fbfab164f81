using System.Globalization;
using Pipeline.Hosting.DeadLetters;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Logging;
using Spectre.Console;

namespace Pipeline.Standalone.Display;

/// <summary>Dead letters, a row for each, by queue and newest first. Of thousands in a queue only the newest are held.</summary>
internal sealed class DeadLetterList(int limit)
{
    private const int LongestReason = 160;

    private readonly SortedDictionary<string, Rows> _queues = new(StringComparer.Ordinal);

    public void Add(DeadLetterView letter)
    {
        if (!_queues.TryGetValue(letter.Queue, out var rows))
        {
            _queues.Add(letter.Queue, rows = new Rows());
        }

        rows.Count++;
        rows.Newest.Enqueue(letter, letter.FailedAt);
        if (rows.Newest.Count > limit)
        {
            rows.Newest.Dequeue();
        }
    }

    public void Write(IAnsiConsole console, SecretRedactor redactor, DateTimeOffset now)
    {
        if (_queues.Count == 0)
        {
            console.WriteLine("No dead letters.");
            return;
        }

        foreach (var (queue, rows) in _queues)
        {
            var shown = rows.Newest.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element).ToList();
            var more = rows.Count > shown.Count ? $", the newest {shown.Count}" : string.Empty;
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{queue}: {rows.Count}{more}"));
            var table = new Table().Border(TableBorder.Simple).AddColumns("id", "type", "age", "account", "kind", "reason");
            table.Columns[0].NoWrap();
            foreach (var letter in shown)
            {
                table.AddRow([.. Cells(letter, now).Select(cell => new Text(LogText.Escape(redactor.Redact(cell))))]);
            }

            console.Write(table);
        }
    }

    private static string[] Cells(DeadLetterView letter, DateTimeOffset now) =>
    [
        letter.Id,
        letter.Type,
        Age.Of(now - letter.FailedAt),
        letter.Account ?? "–",
        letter.Kind ?? "–",
        letter.Reason.Length > LongestReason ? letter.Reason[..LongestReason] + "…" : letter.Reason,
    ];

    private sealed class Rows
    {
        public int Count { get; set; }

        public PriorityQueue<DeadLetterView, DateTimeOffset> Newest { get; } = new();
    }
}
