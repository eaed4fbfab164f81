using System.Text.RegularExpressions;
using Pipeline.ServiceDefaults.Connection;
using Pipeline.ServiceDefaults.Installation;
using Pipeline.ServiceDefaults.Known;
using Pipeline.ServiceDefaults.Reading;

namespace Pipeline.ServiceDefaults.Triggers;

internal static partial class LiveEventReader
{
    // 32 hexadecimal digits are 128 bits.
    private const int ShortKey = 32;

    public static LiveEventSettings Read(SettingValues values) => new()
    {
        Keys = [.. new[] { IntegrationConfigRows.LiveEventsApiKey, LiveEventRows.SecondKey }.Select(row => ReadKey(values, row)).OfType<Secret>()],
        KeyFile = values.Given(LiveEventRows.KeyFile),
        Queue = ReadQueue(values),
        CatalogFile = values.Given(LiveEventRows.CatalogFile),
        MappingLifetime = values.Seconds(PortRows.MappingLifetime),
    };

    // Eighty characters are SQS's limit, and the error queue's name has a suffix: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html
    private static string? ReadQueue(SettingValues values)
    {
        var name = values.Given(LiveEventRows.Queue);
        if (name is not null && !QueueName().IsMatch(name))
        {
            values.Fail(LiveEventRows.Queue, $"{SettingValues.Quote(name)} is not the name of a queue", "Use at most 72 letters, digits, dashes and underscores; not a URL or ARN");
        }

        return name;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,72}\z", RegexOptions.CultureInvariant)]
    private static partial Regex QueueName();

    private static Secret? ReadKey(SettingValues values, KnownSetting row)
    {
        var key = values.Secret(row);
        if (key is not null && key.Reveal().Length < ShortKey)
        {
            values.Warn(row, $"is shorter than {ShortKey} characters and may be guessed", "Set a random key, such as `openssl rand -hex 32` makes");
        }

        return key;
    }
}
