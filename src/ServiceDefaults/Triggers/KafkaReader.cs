using System.Text.Json;
using Pipeline.ServiceDefaults.Known;
using Pipeline.ServiceDefaults.Reading;

namespace Pipeline.ServiceDefaults.Triggers;

internal static class KafkaReader
{
    private static readonly string[] Protocols = ["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"];
    private static readonly string[] Mechanisms = ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"];

    public static KafkaSettings Read(SettingValues values) => new()
    {
        Brokers = ReadBrokers(values),
        SecurityEnabled = values.Flag(TriggerRows.KafkaSecurityEnabled),
        SecurityProtocol = OneOf(values, TriggerRows.SecurityProtocol, Protocols),
        AuthenticationMechanism = OneOf(values, TriggerRows.AuthenticationMechanism, Mechanisms),
        PollTimeout = values.Seconds(TriggerRows.ConsumerPollTimeout),
    };

    // A list with commas, or, as Ocean takes it too, the text of a JSON array.
    private static string ReadBrokers(SettingValues values)
    {
        var text = values.Text(TriggerRows.Brokers);
        var brokers = text.TrimStart().StartsWith('[') ? ReadArray(text) : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (brokers is null or [])
        {
            values.Fail(TriggerRows.Brokers, $"{SettingValues.Quote(text)} names no broker", "Set names with ports, such as kafka-1:9092,kafka-2:9092");
        }

        return string.Join(',', brokers ?? []);
    }

    private static string[]? ReadArray(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(text);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // Half of a surrogate pair is refused before it is read as JSON.
            return null;
        }
    }

    private static string OneOf(SettingValues values, KnownSetting row, string[] known)
    {
        var text = values.Text(row).ToUpperInvariant();
        if (!known.Contains(text))
        {
            values.Fail(row, $"{SettingValues.Quote(text)} is not known", $"Use {string.Join(", ", known)}");
        }

        return text;
    }
}
