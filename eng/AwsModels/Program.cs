using Pipeline.AwsModels;

if (args is not [var source, var target, .. var services])
{
    Console.Error.WriteLine("usage: AwsModels BOTOCORE_PACKAGE_DIRECTORY TARGET_DIRECTORY [SERVICE...]");
    return 64;
}

return Generator.Run(new BotocoreData(source), target, services);
