using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Hosting.DeadLetters;
using Pipeline.Messaging.DeadLetters;
using Pipeline.Standalone.Display;
using Pipeline.Standalone.Hosting;

namespace Pipeline.Standalone.Commands;

/// <summary><c>pipeline dead-letters</c>: messages that could not be handled; lists, shows and replays them.</summary>
internal static class DeadLettersCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 1024,
    };

    public static Command Create()
    {
        var which = new DeadLetterOptions();
        var (json, limit) = (new Option<bool>("--json") { Description = "Write JSON, all of them." }, Limit());
        var command = new Command(
            "dead-letters",
            "List the messages that could not be handled: those in the error queues where PIPELINE__CLAIM_CHECK__BUCKET is set, as in a service, else those of the one process.")
        {
            json, limit, CreateShow(), ReplayCommand.Create(),
        };
        which.AddTo(command);
        command.SetAction((arguments, cancellationToken) => DeadLetterSource.UseAsync(source =>
        {
            var filter = which.Read(arguments, TimeProvider.System.GetUtcNow());
            return arguments.GetValue(json)
                ? WriteAsync(source, filter, cancellationToken)
                : ListAsync(source, filter, arguments.GetValue(limit), cancellationToken);
        }));
        return command;
    }

    /// <summary>Lists the letters that fit.</summary>
    public static async Task<int> ListAsync(DeadLetterSource source, DeadLetterFilter filter, int limit, CancellationToken cancellationToken)
    {
        var list = new DeadLetterList(limit);
        await foreach (var letter in source.Letters.ListAsync(filter, cancellationToken))
        {
            list.Add(DeadLetterView.Row(letter));
        }

        list.Write(Terminal.Console, source.Redactor, TimeProvider.System.GetUtcNow());
        return ExitCodes.Complete;
    }

    private static Option<int> Limit() => new("--limit")
    {
        Description = "Rows of each queue at most, the newest first; all are counted.",
        DefaultValueFactory = _ => 20,
    };

    private static Command CreateShow()
    {
        var id = new Argument<string>("ID") { Description = "The letter's id, as the list has it." };
        var secrets = new Option<bool>("--show-secrets") { Description = "Write the body alone, byte for byte: with what may be secret in it." };
        var command = new Command("show", "Show one message as JSON, with what may be secret masked.") { id, secrets };
        command.SetAction((arguments, cancellationToken) => DeadLetterSource.UseAsync(
            source => ShowAsync(source, arguments.GetValue(id)!, arguments.GetValue(secrets), cancellationToken)));
        return command;
    }

    private static async Task<int> WriteAsync(DeadLetterSource source, DeadLetterFilter filter, CancellationToken cancellationToken)
    {
        var rows = await source.Letters.ListAsync(filter, cancellationToken).Select(DeadLetterView.Row).ToListAsync(cancellationToken);
        Console.Out.WriteLine(source.Redactor.Redact(JsonSerializer.Serialize(rows, Json)));
        return ExitCodes.Complete;
    }

    private static async Task<int> ShowAsync(DeadLetterSource source, string id, bool secrets, CancellationToken cancellationToken)
    {
        if (await source.Letters.ListAsync(new DeadLetterFilter { Id = id }, cancellationToken).FirstOrDefaultAsync(cancellationToken) is not { } letter)
        {
            await Console.Error.WriteLineAsync($"There is no dead letter {id}. 'pipeline dead-letters' lists those that are there.");
            return ExitCodes.Failed;
        }

        if (secrets)
        {
            Console.Out.Write(Encoding.UTF8.GetString(letter.Body.Span));
            return ExitCodes.Complete;
        }

        var view = await DeadLetterView.FullAsync(letter, source.Claims, cancellationToken);
        Console.Out.WriteLine(source.Redactor.Redact(JsonSerializer.Serialize(view, Json)));
        return ExitCodes.Complete;
    }
}
