using Microsoft.Extensions.Options;

namespace Pipeline.Port;

/// <summary>Finds every fault of <see cref="PortOptions"/> at once; each message names the variable and the fix.</summary>
public sealed class PortOptionsValidator : IValidateOptions<PortOptions>
{
    private const int MaximumConcurrency = 50;
    private static readonly TimeSpan s_longestTimeout = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PortOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [.. Identity(options), .. Address(options.BaseUrl, options.AllowPlainHttp), .. Limits(options)];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Identity(PortOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ClientId))
        {
            yield return "OCEAN__PORT__CLIENT_ID is not set: copy the client ID from Port's Credentials page.";
        }

        if (string.IsNullOrWhiteSpace(options.ClientSecret))
        {
            yield return "OCEAN__PORT__CLIENT_SECRET is not set: copy the client secret from Port's Credentials page.";
        }

        // These three become the User-Agent, by which Port knows what is ours: a '/' or a line end would change its parts.
        foreach (var (variable, value) in new[]
        {
            ("OCEAN__INTEGRATION__IDENTIFIER", options.IntegrationIdentifier),
            ("OCEAN__INTEGRATION__TYPE", options.IntegrationType),
            ("PIPELINE__VERSION", options.IntegrationVersion),
        })
        {
            if (string.IsNullOrWhiteSpace(value) || value.Any(c => c == '/' || char.IsControl(c)) || value is "." or "..")
            {
                yield return $"{variable} must be a name without '/' and control characters.";
            }
        }
    }

    private static IEnumerable<string> Address(string baseUrl, bool allowPlainHttp)
    {
        if (!Uri.TryCreate(baseUrl, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
        {
            yield return $"OCEAN__PORT__BASE_URL is not a URL such as {PortOptions.DefaultBaseUrl}.";
            yield break;
        }

        if (uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback && !allowPlainHttp)
        {
            yield return "OCEAN__PORT__BASE_URL must start with https:// (http is only for loopback hosts: credentials would travel in clear text).";
        }

        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            yield return "OCEAN__PORT__BASE_URL must be host and path only: remove user, query and fragment.";
        }
    }

    private static IEnumerable<string> Limits(PortOptions options)
    {
        if (options.BatchSize is < 1 or > PortOptions.MaximumBatchSize)
        {
            yield return $"OCEAN__UPSERT_ENTITIES_BATCH_MAX_LENGTH must be between 1 and {PortOptions.MaximumBatchSize}, Port's limit.";
        }

        if (options.DeleteBatchSize is < 1 or > BulkDelete.MaximumBatchSize)
        {
            yield return $"OCEAN__DELETE_ENTITIES_MAX_BATCH_SIZE must be between 1 and {BulkDelete.MaximumBatchSize}, Port's limit.";
        }

        if (options.BatchBytes is < 1024 or > PortOptions.MaximumBodyBytes)
        {
            yield return $"OCEAN__UPSERT_ENTITIES_BATCH_MAX_SIZE_IN_BYTES must be between 1024 and {PortOptions.MaximumBodyBytes}, Port's limit.";
        }

        if (options.MaximumConcurrency is < 1 or > MaximumConcurrency)
        {
            yield return $"PIPELINE__PORT__MAXIMUM_CONCURRENCY must be between 1 and {MaximumConcurrency}.";
        }

        if (options.RequestTimeout <= TimeSpan.Zero || options.RequestTimeout > s_longestTimeout)
        {
            yield return "PIPELINE__PORT__REQUEST_TIMEOUT must be more than zero and at most 10 minutes.";
        }

        if (!IsPatience(options.WritePatience))
        {
            yield return "PIPELINE__PORT__WRITE_PATIENCE must be zero or more, or infinite (-00:00:00.001).";
        }

        if (!IsPatience(options.ReadPatience))
        {
            yield return "PIPELINE__PORT__READ_PATIENCE must be zero or more, or infinite (-00:00:00.001).";
        }
    }

    private static bool IsPatience(TimeSpan value) => value >= TimeSpan.Zero || value == Timeout.InfiniteTimeSpan;
}
