using System.Globalization;
using Pipeline.Simulator;

namespace Pipeline.Standalone.Commands;

/// <summary>Reads a fault from the command line: its kind, then what it is limited to.</summary>
internal static class FaultText
{
    public static readonly string Syntax =
        "KIND[:key=value,…] with kinds " + string.Join(", ", Enum.GetNames<SimulatorFaultKind>())
        + " and keys service, operation, account, region, kind, role, page, blueprint, identifier, fraction, times, seconds, delay-ms, status. "
        + "Example: Throttle:service=cloudcontrolapi,fraction=0.3";

    /// <summary>Reads a fault.</summary>
    /// <exception cref="FormatException">The text is none; the message says why and gives the syntax.</exception>
    public static SimulatorFault Parse(string text)
    {
        var parts = text.Split(':', 2);
        if (!Enum.TryParse<SimulatorFaultKind>(parts[0], ignoreCase: true, out var kind))
        {
            throw new FormatException($"--fault {text}: there is no fault {parts[0]}. Give {Syntax}");
        }

        var fault = new SimulatorFault { Kind = kind };
        return parts.Length == 1 ? fault : Pairs(parts[1]).Aggregate(fault, (sum, pair) => Apply(sum, pair.Key, pair.Value, text));
    }

    // A value may hold colons (AWS::S3::Bucket) but no comma.
    private static IEnumerable<(string Key, string Value)> Pairs(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair => (pair[0], pair.ElementAtOrDefault(1) ?? string.Empty));

    private static SimulatorFault Apply(SimulatorFault fault, string key, string value, string text) => key switch
    {
        "service" => fault with { Service = value },
        "operation" => fault with { Operation = value },
        "account" => fault with { Account = value },
        "region" => fault with { Region = value },
        "kind" => fault with { ResourceKind = value },
        "role" => fault with { Role = value },
        "blueprint" => fault with { Blueprint = value },
        "identifier" => fault with { Identifier = value },
        "page" => fault with { Page = (int)Number(value, text) },
        "times" => fault with { Times = (int)Number(value, text) },
        "status" => fault with { StatusCode = (int)Number(value, text) },
        "fraction" => fault with { Fraction = Number(value, text) },
        "seconds" => fault with { Duration = TimeSpan.FromSeconds(Number(value, text)) },
        "delay-ms" => fault with { Delay = TimeSpan.FromMilliseconds(Number(value, text)) },
        _ => throw new FormatException($"--fault {text}: there is no key {key}. Give {Syntax}"),
    };

    private static double Number(string value, string text) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"--fault {text}: {value} is no number. Give {Syntax}");
}
