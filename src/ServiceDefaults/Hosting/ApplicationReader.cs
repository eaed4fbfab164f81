using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Pipeline.ServiceDefaults.Reading;

namespace Pipeline.ServiceDefaults.Hosting;

internal static partial class ApplicationReader
{
    public static ApplicationSettings Read(SettingValues values, IReadOnlyDictionary<string, string?> environment, bool needsHome) => new()
    {
        Port = (int)values.Number(ApplicationRows.Port),
        PathPrefix = ReadPathPrefix(values),
        LogLevel = ReadLogLevel(values),
        Home = HomeReader.Read(values, environment, needsHome),
    };

    private static string? ReadPathPrefix(SettingValues values)
    {
        var segments = (values.Given(ApplicationRows.PathPrefix) ?? string.Empty).Trim('/');
        if (segments.Length == 0)
        {
            return null;
        }

        if (!Path().IsMatch(segments))
        {
            values.Fail(ApplicationRows.PathPrefix, $"{SettingValues.Quote(segments)} is not a path", "Set a path such as /aws, of letters, digits and -._~");
        }

        return "/" + segments;
    }

    private static LogLevel ReadLogLevel(SettingValues values)
    {
        var name = values.Text(ApplicationRows.LogLevel);
        LogLevel? level = name.ToUpperInvariant() switch
        {
            "CRITICAL" or "FATAL" => LogLevel.Critical,
            "ERROR" => LogLevel.Error,
            "WARNING" or "WARN" => LogLevel.Warning,
            "INFO" or "INFORMATION" => LogLevel.Information,
            "DEBUG" => LogLevel.Debug,
            "TRACE" => LogLevel.Trace,
            _ => null,
        };
        if (level is null)
        {
            values.Fail(ApplicationRows.LogLevel, $"{SettingValues.Quote(name)} is not a log level", "Set CRITICAL, ERROR, WARNING, INFO or DEBUG");
        }

        return level ?? LogLevel.Information;
    }

    // Unreserved characters of RFC 3986 alone: a brace or a star would be read as a route template.
    [GeneratedRegex(@"\A[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Path();
}
