using Pipeline.Emulators;
using Pipeline.Services.Tests.Running;
using Pipeline.Simulator;

namespace Pipeline.Services.Tests.Terraform;

/// <summary>What deploy/terraform makes is what services look for that create nothing.</summary>
public sealed class TerraformTests
{
    private static readonly string[] Projects = ["PortWriter", "Mapper", "Enumerator", "Ingress"];
    private static readonly string[] Emulated = ["dynamodb", "iam", "s3", "sns", "sqs", "sts"];

    [Fact]
    public async Task When_Terraform_has_made_everything_then_services_that_create_nothing_find_it_and_a_sync_ends_right()
    {
        await using var moto = await MotoAsync();
        var small = new SimulatorOptions { Accounts = 2, Regions = ["us-east-1"], ResourcesPerScope = 2 };
        await using var installation = await InstallationUnderTest.StartAsync(moto, small, moto);
        using var terraform = new TerraformProgram();
        await terraform.InitAsync(Configuration(moto.Address, installation.Prefix));
        var (exitCode, output) = await terraform.RunAsync("apply", "-auto-approve", "-parallelism=64");
        Assert.True(exitCode == 0, output);

        var running = Projects.Select(project => StageUnderTest.Start(project, installation, ("PIPELINE__MESSAGING__TOPOLOGY", "Verify"))).ToList();
        try
        {
            await Task.WhenAll(running.Select(stage => stage.ReadyAsync()));
            await installation.ConvergedAsync(() => string.Join("\n\n", running.Select(stage => stage.Log)));
        }
        finally
        {
            await Task.WhenAll(running.Select(stage => stage.DisposeAsync().AsTask()));
        }

        // moto gives a redrive policy back with other white space: that queues change is not told by their number.
        (exitCode, output) = await terraform.RunAsync("plan");
        Assert.True(exitCode == 0, output);
        Assert.DoesNotMatch("will be created|will be destroyed|must be replaced", output);
    }

    private static async Task<Moto> MotoAsync()
    {
        try
        {
            return await Moto.StartAsync();
        }
        catch (EmulatorUnavailableException unavailable)
        {
            Assert.Skip(unavailable.Message);
            throw;
        }
    }

    private static string Configuration(Uri aws, string prefix) => $$"""
        provider "aws" {
          region                      = "us-east-1"
          access_key                  = "own"
          secret_key                  = "own"
          s3_use_path_style           = true
          skip_credentials_validation = true
          skip_metadata_api_check     = true

          endpoints {
            {{string.Join("\n    ", Emulated.Select(service => $"{service} = \"{aws}\""))}}
          }
        }

        module "pipeline" {
          source      = "{{Repository.Root}}//deploy/terraform"
          prefix      = "{{prefix}}"
          table       = "{{prefix}}"
          bucket      = "{{prefix}}-claims"
          port_secret = "arn:aws:secretsmanager:us-east-1:123456789012:secret:port"

          read_roles = {
            account_read_role_name = "ReadRole"
            organization_role_arn  = "arn:aws:iam::210987654321:role/path/OrganizationRole"
            external_id            = "the-external-id"
          }
        }
        """;
}
