using System.CommandLine;
using System.CommandLine.Parsing;
using Pipeline.Simulator;

namespace Pipeline.Standalone.Commands;

/// <summary>The options that say how large a simulated organisation is and what goes wrong in it.</summary>
internal sealed class EstateOptions
{
    private readonly Option<int> _accounts = new("--accounts") { Description = "Accounts of the organisation.", DefaultValueFactory = _ => 3 };

    private readonly Option<string[]> _regions = new("--regions")
    {
        Description = "Regions that are enabled, separated by commas.",
        DefaultValueFactory = _ => ["us-east-1", "eu-west-1", "eu-central-1"],
        CustomParser = result => Split(result.Tokens.Select(token => token.Value)),
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _kinds = new("--kinds")
    {
        Description = "Kinds that exist, separated by commas; any type name makes resources.",
        CustomParser = result => Split(result.Tokens.Select(token => token.Value)),
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int> _resources = new("--resources") { Description = "Resources of each kind in each account and region.", DefaultValueFactory = _ => 25 };

    private readonly Option<int> _seed = new("--seed") { Description = "Resources are made from this number: the same number, the same resources.", DefaultValueFactory = _ => 1 };

    private readonly Option<SimulatorFault[]> _faults = new("--fault")
    {
        Description = "Something that goes wrong; may be repeated. " + FaultText.Syntax,
        DefaultValueFactory = _ => [],
        CustomParser = ReadFaults,
    };

    private readonly Option<int> _portRequests = new("--port-requests")
    {
        Description = "Requests that Port takes in a period; the next one is answered 429.",
        DefaultValueFactory = _ => new SimulatorOptions().PortRequestsPerPeriod,
    };

    private readonly Option<int> _portPeriod = new("--port-period")
    {
        Description = "Seconds of that period.",
        DefaultValueFactory = _ => (int)new SimulatorOptions().PortRatePeriod.TotalSeconds,
    };

    private readonly Option<bool> _portRetryAfter = new("--port-retry-after") { Description = "Have Port send Retry-After with a 429." };

    public void AddTo(Command command)
    {
        command.Add(_accounts);
        command.Add(_regions);
        command.Add(_kinds);
        command.Add(_resources);
        command.Add(_seed);
        command.Add(_faults);
        command.Add(_portRequests);
        command.Add(_portPeriod);
        command.Add(_portRetryAfter);
    }

    public SimulatorOptions Read(ParseResult arguments)
    {
        var options = new SimulatorOptions
        {
            Seed = arguments.GetValue(_seed),
            Accounts = arguments.GetValue(_accounts),
            Regions = arguments.GetValue(_regions)!,
            ResourcesPerScope = arguments.GetValue(_resources),
            Faults = arguments.GetValue(_faults)!,
            PortRequestsPerPeriod = arguments.GetValue(_portRequests),
            PortRatePeriod = TimeSpan.FromSeconds(arguments.GetValue(_portPeriod)),
            PortSendsRetryAfter = arguments.GetValue(_portRetryAfter),
        };
        return arguments.GetValue(_kinds) is { Length: > 0 } kinds ? options with { Kinds = kinds } : options;
    }

    private static SimulatorFault[]? ReadFaults(ArgumentResult result)
    {
        try
        {
            return [.. result.Tokens.Select(token => FaultText.Parse(token.Value))];
        }
        catch (FormatException exception)
        {
            result.AddError(exception.Message);
            return null;
        }
    }

    private static string[] Split(IEnumerable<string> values) =>
        [.. values.SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
