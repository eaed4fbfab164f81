using System.CommandLine;
using Pipeline.Enumerator;
using Pipeline.Hosting;
using Pipeline.Ingress;
using Pipeline.Mapper;
using Pipeline.PortWriter;

namespace Pipeline.Standalone.Commands;

/// <summary><c>pipeline service NAME</c>: one stage alone, connected with the others by SNS and SQS.</summary>
internal static class ServiceCommand
{
    private static readonly Stage[] Stages = [new IngressStage(), new EnumeratorStage(), new MapperStage(), new PortWriterStage()];

    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "The stage: " + string.Join(", ", Stages.Select(stage => stage.Name)) + "." };
        name.AcceptOnlyFromAmong([.. Stages.Select(stage => stage.Name)]);
        var command = new Command("service", "Run one stage as a service of its own, connected with the others by SNS and SQS.") { name };
        command.SetAction((arguments, _) => StageProcess.RunAsync(Stages.Single(stage => stage.Name == arguments.GetValue(name))));
        return command;
    }
}
