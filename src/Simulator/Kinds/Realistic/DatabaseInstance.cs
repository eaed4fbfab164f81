using System.Globalization;
using System.Text.Json;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class DatabaseInstance(int perScope) : SimulatedKind("AWS::RDS::DBInstance", "DBInstanceIdentifier")
{
    public override string IdentifierOf(in ResourceKey key) => key.Name();

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        var postgres = dice.Chance(0.7);
        writer.WriteStartObject();
        writer.WriteString("DBInstanceIdentifier"u8, key.Name());
        writer.WriteString("DBInstanceArn"u8, $"arn:aws:rds:{key.Region}:{key.Account}:db:{key.Name()}");
        writer.WriteString("DBInstanceClass"u8, dice.Pick<string>(["db.t4g.medium", "db.r6g.large", "db.m7g.2xlarge"]));
        writer.WriteString("DBInstanceStatus"u8, dice.Chance(0.9) ? "available" : "backing-up");
        writer.WriteString("DBName"u8, dice.Chance(0.2) ? string.Empty : Words.Product(dice));
        writer.WriteString("Engine"u8, postgres ? "postgres" : "mysql");
        writer.WriteString("EngineVersion"u8, postgres ? "16.4" : "8.0.39");
        // A number in a string, as Cloud Control has it.
        writer.WriteString("AllocatedStorage"u8, (20 << dice.Below(6)).ToString(CultureInfo.InvariantCulture));
        writer.WriteString("StorageType"u8, "gp3"u8);
        writer.WriteBoolean("StorageEncrypted"u8, dice.Chance(0.9));
        writer.WriteBoolean("MultiAZ"u8, dice.Chance(0.5));
        writer.WriteBoolean("PubliclyAccessible"u8, dice.Chance(0.05));
        writer.WriteBoolean("DeletionProtection"u8, dice.Chance(0.6));
        writer.WriteNumber("BackupRetentionPeriod"u8, dice.Between(0, 35));
        writer.WriteString("PreferredBackupWindow"u8, "03:00-03:30"u8);
        writer.WriteString("MasterUsername"u8, "dbadmin"u8);
        writer.WriteString("AvailabilityZone"u8, key.Region + dice.Pick<string>(["a", "b", "c"]));
        writer.WriteStartObject("Endpoint"u8);
        writer.WriteString("Address"u8, $"{key.Name()}.{key.HexId("c")}.{key.Region}.rds.amazonaws.com");
        writer.WriteString("Port"u8, postgres ? "5432" : "3306");
        writer.WriteString("HostedZoneId"u8, "Z2R2ITUGPM61AM"u8);
        writer.WriteEndObject();
        WriteGroups(writer, key, dice);
        writer.WriteNull("CharacterSetName"u8);
        WriteTags(writer, key, dice, key.Name());
        writer.WriteEndObject();
    }

    private void WriteGroups(Utf8JsonWriter writer, in ResourceKey key, Dice dice)
    {
        var first = dice.Below(perScope);
        writer.WriteStartArray("VPCSecurityGroups"u8);
        for (var i = 0; i < Math.Min(2, perScope); i++)
        {
            writer.WriteStringValue(key.Other("AWS::EC2::SecurityGroup", (first + i) % perScope).HexId("sg-"));
        }

        writer.WriteEndArray();
    }
}
