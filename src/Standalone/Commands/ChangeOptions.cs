using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Pipeline.Simulator;
using Pipeline.Simulator.Changes;

namespace Pipeline.Standalone.Commands;

/// <summary>The options that say how a simulated organisation changes, and who is told.</summary>
internal sealed class ChangeOptions
{
    private readonly Option<double> _churn = new("--churn")
    {
        Description = "Changes in a second, such as 20/s: resources are created, changed, tagged and deleted.",
        HelpName = "N/s",
        CustomParser = ReadRate,
    };

    private readonly Option<Uri?> _webhook = new("--events-to")
    {
        Description = "The webhook that is sent AWS's event about each change.",
        HelpName = "URL",
        CustomParser = ReadAddress,
    };

    private readonly Option<string?> _key = new("--events-key") { Description = "The key those requests carry.", HelpName = "KEY" };

    private readonly Option<EventForm> _form = new("--events-form")
    {
        Description = "What they look like: as EventBridge sends them, as Ocean's Terraform module does, or by turns.",
        DefaultValueFactory = _ => EventForm.Envelope,
    };

    private readonly Option<Uri?> _queue = new("--events-queue")
    {
        Description = "The SQS queue that is sent AWS's event about each change.",
        HelpName = "URL",
        CustomParser = ReadAddress,
    };

    public void AddTo(Command command)
    {
        command.Add(_churn);
        command.Add(_webhook);
        command.Add(_key);
        command.Add(_form);
        command.Add(_queue);
    }

    public SimulatorOptions Read(ParseResult arguments, SimulatorOptions options) => options with
    {
        ChurnPerSecond = arguments.GetValue(_churn),
        Events = new EventTarget
        {
            Webhook = arguments.GetValue(_webhook),
            WebhookKey = arguments.GetValue(_key),
            Form = arguments.GetValue(_form),
            Queue = arguments.GetValue(_queue),
        },
    };

    private static double ReadRate(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var number = text.EndsWith("/s", StringComparison.Ordinal) ? text.AsSpan(0, text.Length - 2) : text;
        if (double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate))
        {
            return rate;
        }

        result.AddError($"--churn is '{text}'; write it as 20/s.");
        return 0;
    }

    private static Uri? ReadAddress(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address))
        {
            return address;
        }

        result.AddError($"'{result.Tokens[0].Value}' is no address.");
        return null;
    }
}
