using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pipeline.Aws.Models;

namespace Pipeline.Aws.Endpoints;

/// <summary>Finds the address of a call from the environment, the service's rules and the region.</summary>
internal sealed partial class EndpointResolver(EndpointVariables variables)
{
    private readonly ConcurrentDictionary<string, RuleSet> _rules = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Service, string Region), Endpoint> _known = new();

    /// <exception cref="AwsException">The service has no endpoint for the region and settings, or a setting is wrong.</exception>
    public Endpoint Resolve(ServiceModel service, Operation operation, string region, JsonElement parameters)
    {
        if (!HostLabel().IsMatch(region))
        {
            throw new AwsException(AwsErrorClass.InvalidRequest, "InvalidRegion", $"'{region}' is no region; one looks like eu-west-1.");
        }

        // Most operations' addresses depend on nothing but the region.
        var context = Context(operation, parameters);
        return context.Count == 0
            ? _known.GetOrAdd((service.Name, region), _ => Evaluate(service, region, context))
            : Evaluate(service, region, context);
    }

    private Endpoint Evaluate(ServiceModel service, string region, Dictionary<string, object?> values)
    {
        var configured = variables.Override(service.Metadata.ServiceId);
        values["AWS::Region"] = region;
        values["AWS::UseFIPS"] = variables.UsesFips && configured is null;
        values["AWS::UseDualStack"] = variables.UsesDualStack && configured is null;
        values["SDK::Endpoint"] = configured;

        // A bucket of its own host name exists only at AWS (botocore/args.py decides the same).
        values["AWS::S3::ForcePathStyle"] = configured is not null;

        var endpoint = _rules.GetOrAdd(service.Name, _ => new RuleSet(service.EndpointRules)).Resolve(values);
        return new Endpoint(
            endpoint.Url.TrimEnd('/'),
            endpoint.SigningRegion ?? region,
            endpoint.SigningName ?? service.Metadata.SigningName,
            endpoint.DoubleEncodesPath,
            !IsAddress(endpoint.Url));
    }

    private static Dictionary<string, object?> Context(Operation operation, JsonElement parameters)
    {
        var context = operation.StaticContext.ToDictionary(pair => pair.Key, pair => (object?)pair.Value, StringComparer.Ordinal);
        foreach (var member in operation.Input?.Shape.Members ?? [])
        {
            if (member.Traits.ContextParameter is { } name && parameters.TryGetProperty(member.Name, out var value))
            {
                context[name] = RuleFunctions.Literal(value);
            }
        }

        return context;
    }

    /// <summary>An IP address, or this machine, can carry no prefix.</summary>
    private static bool IsAddress(string url) =>
        new Uri(url) is var parsed && (parsed.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || parsed.Host == "localhost");

    /// <summary>A region becomes part of the host name, so it must not be able to end it.</summary>
    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]\z")]
    private static partial Regex HostLabel();
}
