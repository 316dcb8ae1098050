#!/bin/sh
# Run once by the PostgreSQL image on an empty volume: the user that Tideline signs in as, who owns its database but is no
# superuser and makes no roles, and the role that its statements run as, which owns nothing.
set -eu
password=$(cat /run/secrets/tideline_password)
psql --set ON_ERROR_STOP=1 --set password="$password" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
create role tideline login password :'password' nosuperuser nocreatedb nocreaterole;
create role tideline_app nologin;
grant tideline_app to tideline with inherit false, set true;
create database tideline owner tideline;
SQL
